/*
 * A recorder below a file system: blocklog IMAGE LOG COUNTERS BYTES FOLDER
 *
 * Serves one file, FOLDER/img, kept in IMAGE. A loop device on it carries the file system that is
 * recorded. Each write, discard and flush that arrives is done, and then appended to LOG with the
 * first BYTES bytes of COUNTERS, a file that the saving program maps and counts its saves in, as
 * they were when it arrived. One thread does all: the order in LOG is the order in which they were
 * done, and what a record's counters say was said before that record was on the disk.
 *
 * Word SICK of COUNTERS makes the disk fail: 1 writes, 2 flushes, 3 both. What failed is neither
 * done nor recorded.
 *
 * LOG: records of kind (1 write, 2 discard, 3 flush), offset, length, each 64 bits in the machine's
 * order; then the counters; then, of a write, its bytes.
 */
#define _GNU_SOURCE
#define FUSE_USE_VERSION 31
#include <errno.h>
#include <fcntl.h>
#include <fuse.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

enum { WRITE = 1, DISCARD = 2, FLUSH = 3 };
enum { SICK_WORD = 3, SICK_WRITES = 1, SICK_FLUSHES = 2 };

static int image;
static int log_file;
static volatile uint64_t *counters;
static size_t counters_bytes;

static int is_img(const char *path) { return strcmp(path, "/img") == 0; }

static int is_sick(uint64_t what) { return (counters[SICK_WORD] & what) != 0; }

/* What the saving program has counted so far, word by word: none of them is torn. */
static void note(uint64_t *copy) {
  for (size_t i = 0; i < counters_bytes / sizeof(uint64_t); i++) {
    copy[i] = counters[i];
  }
}

/* A log that can't be written is no log: the bench must not go on as if. */
static void append(uint64_t kind, off_t offset, size_t length, uint64_t *noted, const char *data) {
  uint64_t head[3] = {kind, (uint64_t)offset, length};
  struct iovec parts[3] = {
      {head, sizeof head}, {noted, counters_bytes}, {(void *)data, data == NULL ? 0 : length}};
  size_t all = parts[0].iov_len + parts[1].iov_len + parts[2].iov_len;
  if (writev(log_file, parts, 3) != (ssize_t)all) {
    perror("blocklog: cannot append to the log");
    _exit(3);
  }
}

static int do_getattr(const char *path, struct stat *result, struct fuse_file_info *info) {
  (void)info;
  if (strcmp(path, "/") == 0) {
    memset(result, 0, sizeof *result);
    result->st_mode = S_IFDIR | 0700;
    result->st_nlink = 2;
    return 0;
  }
  return is_img(path) ? (fstat(image, result) == 0 ? 0 : -errno) : -ENOENT;
}

static int do_open(const char *path, struct fuse_file_info *info) {
  (void)info;
  return is_img(path) ? 0 : -ENOENT;
}

static int do_read(
    const char *path, char *data, size_t size, off_t offset, struct fuse_file_info *info) {
  (void)path;
  (void)info;
  ssize_t got = pread(image, data, size, offset);
  return got < 0 ? -errno : (int)got;
}

static int do_write(
    const char *path, const char *data, size_t size, off_t offset, struct fuse_file_info *info) {
  uint64_t noted[counters_bytes / sizeof(uint64_t)];
  (void)path;
  (void)info;
  if (is_sick(SICK_WRITES)) {
    return -EIO;
  }
  note(noted);
  ssize_t put = pwrite(image, data, size, offset);
  if (put < 0) {
    return -errno;
  }
  append(WRITE, offset, (size_t)put, noted, data);
  return (int)put;
}

static int do_fallocate(
    const char *path, int mode, off_t offset, off_t length, struct fuse_file_info *info) {
  uint64_t noted[counters_bytes / sizeof(uint64_t)];
  (void)path;
  (void)info;
  if (is_sick(SICK_WRITES)) {
    return -EIO;
  }
  note(noted);
  if (fallocate(image, mode, offset, length) != 0) {
    return -errno;
  }
  append(DISCARD, offset, (size_t)length, noted, NULL);
  return 0;
}

static int do_fsync(const char *path, int data_only, struct fuse_file_info *info) {
  uint64_t noted[counters_bytes / sizeof(uint64_t)];
  (void)path;
  (void)data_only;
  (void)info;
  if (is_sick(SICK_FLUSHES)) {
    return -EIO;
  }
  note(noted);
  append(FLUSH, 0, 0, noted, NULL);
  return 0;
}

static const struct fuse_operations operations = {
    .getattr = do_getattr,
    .open = do_open,
    .read = do_read,
    .write = do_write,
    .fallocate = do_fallocate,
    .fsync = do_fsync,
};

static int opened(const char *path, int flags) {
  int file = open(path, flags | O_CLOEXEC, 0600);
  if (file < 0) {
    perror(path);
    exit(2);
  }
  return file;
}

int main(int count, char **words) {
  if (count != 6) {
    fprintf(stderr, "usage: blocklog IMAGE LOG COUNTERS BYTES FOLDER\n");
    return 2;
  }
  image = opened(words[1], O_RDWR);
  log_file = opened(words[2], O_WRONLY | O_CREAT | O_TRUNC | O_APPEND);
  counters_bytes = strtoul(words[4], NULL, 10);
  counters = mmap(
      NULL, counters_bytes, PROT_READ, MAP_SHARED, opened(words[3], O_RDONLY), 0);
  if (counters == MAP_FAILED) {
    perror(words[3]);
    return 2;
  }
  /* In the foreground, with one thread. */
  char *fuse[] = {words[0], "-f", "-s", words[5], NULL};
  return fuse_main(4, fuse, &operations, NULL);
}
