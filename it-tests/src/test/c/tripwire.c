/*
 * A tripwire between a JVM and the file system. Loaded by LD_PRELOAD, it stands in for the functions
 * of the C library by which a JVM touches files, counts those that touch anything below a prefix, and
 * at the n-th of them lets it fail, kills the process, or cuts the file system's power. It can also do
 * one step of a save wrong, always: see "faults".
 *
 * It is told what to do by a page of memory shared with the bench, whose file HOLDFAST_TRIPWIRE
 * names; Page.java has the same layout. Without that variable it does nothing.
 *
 * What is below the prefix is told by absolute paths, by descriptors that came from such a path, and
 * by names that start at such a descriptor. Two kinds of calls are told apart: those that change
 * something (or let go: close), and those that only look, which are counted when page->look is set.
 * A crash before a call that only looks leaves what a crash before the next change leaves.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <sys/xattr.h>
#include <unistd.h>

enum { SLOTS = 1024, DESCRIPTORS = 65536 };
enum action { FAIL = 1, KILL = 2, CUT = 3, COMMIT_AND_CUT = 4 };
enum fault {
  NO_FILE_FORCE = 1,
  NO_FOLDER_FORCE = 2,
  NO_FORCE = 3,
  FORCE_AFTER_RENAME = 4,
  FOLDER_FORCE_BEFORE_RENAME = 5,
  DELETE_FIRST = 6,
  IN_PLACE = 7,
  IN_PLACE_UNFORCED = 8
};
enum kind { LOOKS = 0, CHANGES = 1 };

struct slot {
  int32_t result; /* what the call returned, or the negative errno; RUNNING until then */
  int32_t kind;
  int64_t inode; /* of the descriptor, or of what was renamed or unlinked; 0 if not known */
  char name[32];
  char path[232];
  char other[232]; /* the second path of a call that has two */
};
enum { RUNNING = INT32_MIN };

struct page {
  int32_t armed;
  int32_t count;
  int32_t at;
  int32_t action;
  int32_t error;
  int32_t times; /* at how many calls in a row */
  int32_t look;
  int32_t fired;
  int32_t fault;
  int32_t dead; /* the power is gone: nothing is done any more, whatever the kernel would say */
  char reserved[24];
  char prefix[1024];
  char mount[1024];
  char neighbour[1024];
  char pad[4096 - 64 - 3 * 1024];
  struct slot slots[SLOTS];
};

static struct page *page;
static size_t prefix_length;
static unsigned char below[DESCRIPTORS]; /* 0: not ours, 1: a file, 2: a folder */

/* The next function of that name, looked up when it is first needed. */
#define NEXT(name)                                          \
  static __typeof__(name) *next;                            \
  if (!next) {                                              \
    next = (__typeof__(name) *)dlsym(RTLD_NEXT, #name);     \
  }

__attribute__((constructor)) static void start(void) {
  const char *file = getenv("HOLDFAST_TRIPWIRE");
  if (!file) {
    return;
  }
  int fd = syscall(SYS_openat, AT_FDCWD, file, O_RDWR | O_CLOEXEC, 0);
  void *mapped = MAP_FAILED;
  if (fd >= 0) {
    mapped = (void *)syscall(SYS_mmap, NULL, sizeof(struct page), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    syscall(SYS_close, fd);
  }
  if (mapped == MAP_FAILED) {
    static const char text[] = "tripwire: cannot map HOLDFAST_TRIPWIRE\n";
    syscall(SYS_write, 2, text, sizeof text - 1);
    _exit(3);
  }
  page = mapped;
}

/* ---- what is below the prefix ---- */

static int fd_kind(int fd) { return page && fd >= 0 && fd < DESCRIPTORS ? below[fd] : 0; }

static int path_below(const char *path) {
  if (!page || !path || !page->prefix[0]) {
    return 0;
  }
  if (strncmp(path, "/proc/self/fd/", 14) == 0) {
    return fd_kind(atoi(path + 14)) != 0;
  }
  prefix_length = strlen(page->prefix);
  return strncmp(path, page->prefix, prefix_length) == 0
      && (path[prefix_length] == 0 || path[prefix_length] == '/');
}

static int at_below(int folder, const char *path) {
  if (path && path[0] != '/' && folder != AT_FDCWD) {
    return fd_kind(folder) != 0;
  }
  return path_below(path);
}

static int raw_stat(int folder, const char *path, int flags, struct stat *to) {
  return syscall(SYS_newfstatat, folder, path, to, flags);
}

static void path_of_fd(int fd, char *to, size_t length) {
  char link[40];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t read = syscall(SYS_readlinkat, AT_FDCWD, link, to, length - 1);
  to[read < 0 ? 0 : read] = 0;
}

static void path_at(int folder, const char *path, char *to, size_t length) {
  to[0] = 0;
  if (path && path[0] != '/' && folder != AT_FDCWD) {
    path_of_fd(folder, to, length);
    size_t used = strlen(to);
    if (path[0]) {
      snprintf(to + used, length - used, "/%s", path);
    }
  } else if (path && strncmp(path, "/proc/self/fd/", 14) == 0) {
    path_of_fd(atoi(path + 14), to, length);
  } else {
    snprintf(to, length, "%s", path ? path : "");
  }
}

/* What a call gives back is ours if its path was. */
static void opened(int fd) {
  if (fd >= 0 && fd < DESCRIPTORS) {
    struct stat found;
    int known = raw_stat(fd, "", AT_EMPTY_PATH, &found) == 0;
    below[fd] = known && S_ISDIR(found.st_mode) ? 2 : 1;
  }
}

static void forget(int fd) {
  if (fd >= 0 && fd < DESCRIPTORS) {
    below[fd] = 0;
  }
}

/* ---- the trip ---- */

static void cut(void) {
  int fd = syscall(SYS_openat, AT_FDCWD, page->mount, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  uint32_t without_flushing_the_log = 2;
  syscall(SYS_ioctl, fd, 0x8004587dUL, &without_flushing_the_log);
  syscall(SYS_close, fd);
  page->dead = 1; /* xfs says yes to a force of a folder after that, which no process could hear */
}

/* Somebody else on the same file system forces a file: that commits the journal. */
static void commit(void) {
  int fd = syscall(SYS_openat, AT_FDCWD, page->neighbour, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  syscall(SYS_write, fd, "neighbour\n", 10);
  syscall(SYS_fsync, fd);
  syscall(SYS_close, fd);
}

struct call {
  struct slot *slot;
};

/* Returns true where the call is to fail: errno is set, and it must not be done. */
static int enter(struct call *call, const char *name, enum kind kind, int fd, int folder,
                 const char *path, int other_folder, const char *other) {
  call->slot = NULL;
  if (page && page->dead) {
    errno = EIO;
    return 1;
  }
  if (!page || !page->armed || (kind == LOOKS && !page->look)) {
    return 0;
  }
  int saved = errno;
  int n = __atomic_add_fetch(&page->count, 1, __ATOMIC_SEQ_CST);
  if (n > 0 && n <= SLOTS) {
    struct slot *slot = &page->slots[n - 1];
    struct stat found;
    slot->result = RUNNING;
    slot->kind = kind;
    snprintf(slot->name, sizeof slot->name, "%s", name);
    slot->other[0] = 0;
    if (fd >= 0) {
      path_of_fd(fd, slot->path, sizeof slot->path);
      slot->inode = raw_stat(fd, "", AT_EMPTY_PATH, &found) == 0 ? (int64_t)found.st_ino : 0;
    } else {
      path_at(folder, path, slot->path, sizeof slot->path);
      slot->inode = raw_stat(folder, path, AT_SYMLINK_NOFOLLOW, &found) == 0 ? (int64_t)found.st_ino : 0;
    }
    if (other) {
      path_at(other_folder, other, slot->other, sizeof slot->other);
    }
    call->slot = slot;
  }
  errno = saved;
  if (page->at <= 0 || n < page->at || n - page->at >= page->times) {
    return 0;
  }
  __atomic_add_fetch(&page->fired, 1, __ATOMIC_SEQ_CST);
  switch (page->action) {
    case FAIL:
      errno = page->error;
      if (call->slot) {
        call->slot->result = -page->error;
      }
      return 1;
    case KILL:
      syscall(SYS_kill, getpid(), SIGKILL);
      for (;;) {
        pause();
      }
    case COMMIT_AND_CUT:
      commit();
      cut();
      break;
    case CUT:
      cut();
      break;
  }
  if (call->slot) {
    call->slot->result = -EIO;
  }
  errno = EIO;
  return 1;
}

static long leave(struct call *call, long result) {
  if (call->slot) {
    call->slot->result = result == -1 ? -errno : (int32_t)(result > INT32_MAX ? INT32_MAX : result);
  }
  return result;
}

#define ENTER_FD(kind, fd) enter(&call, __func__, kind, fd, 0, NULL, 0, NULL)
#define ENTER_PATH(kind, folder, path) enter(&call, __func__, kind, -1, folder, path, 0, NULL)

/* ---- faults: one step of a save done wrong ---- */

static int lies_about_forcing(int fd) {
  int folder = fd_kind(fd) == 2;
  switch (page->fault) {
    case NO_FILE_FORCE:
    case FORCE_AFTER_RENAME:
      return !folder;
    case NO_FOLDER_FORCE:
    case FOLDER_FORCE_BEFORE_RENAME:
      return folder;
    case NO_FORCE:
    case IN_PLACE_UNFORCED:
      return 1;
    default:
      return 0;
  }
}

static void force_at(int folder, const char *path) {
  int fd = syscall(SYS_openat, folder, path, O_RDONLY | O_CLOEXEC, 0);
  syscall(SYS_fsync, fd);
  syscall(SYS_close, fd);
}

static void force_folder_of(int folder, const char *path) {
  char parent[1024];
  path_at(folder, path, parent, sizeof parent);
  char *slash = strrchr(parent, '/');
  if (slash) {
    *slash = 0;
    force_at(AT_FDCWD, parent);
  }
}

/* The source's bytes go into the file that is there, and the source goes. */
static int overwrite(int from_folder, const char *from, int to_folder, const char *to) {
  char bytes[8192];
  int in = syscall(SYS_openat, from_folder, from, O_RDONLY | O_CLOEXEC, 0);
  if (in < 0) {
    return -1;
  }
  int out = syscall(SYS_openat, to_folder, to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (out < 0) {
    int saved = errno;
    syscall(SYS_close, in);
    errno = saved;
    return -1;
  }
  struct call call;
  ssize_t read;
  int failed = 0;
  while (!failed && (read = syscall(SYS_read, in, bytes, sizeof bytes)) > 0) {
    failed = enter(&call, "write", CHANGES, out, 0, NULL, 0, NULL) /* another point at which to trip */
        || leave(&call, syscall(SYS_write, out, bytes, read)) != read;
  }
  if (!failed && page->fault == IN_PLACE) {
    failed = enter(&call, "fsync", CHANGES, out, 0, NULL, 0, NULL) || leave(&call, syscall(SYS_fsync, out)) != 0;
  }
  int saved = errno;
  syscall(SYS_close, in);
  syscall(SYS_close, out);
  errno = saved;
  return failed ? -1 : (int)syscall(SYS_unlinkat, from_folder, from, 0);
}

static int rename_wrongly(int from_folder, const char *from, int to_folder, const char *to, unsigned flags) {
  struct stat found;
  struct call call;
  int into_nothing = raw_stat(to_folder, to, AT_SYMLINK_NOFOLLOW, &found) != 0;
  switch (page->fault) {
    case DELETE_FIRST:
      syscall(SYS_unlinkat, to_folder, to, 0);
      if (enter(&call, "rename", CHANGES, -1, from_folder, from, to_folder, to)) {
        return -1;
      }
      return leave(&call, syscall(SYS_renameat2, from_folder, from, to_folder, to, flags));
    case FOLDER_FORCE_BEFORE_RENAME:
      force_folder_of(to_folder, to);
      break;
    case IN_PLACE:
    case IN_PLACE_UNFORCED:
      if (into_nothing || S_ISREG(found.st_mode)) {
        return overwrite(from_folder, from, to_folder, to);
      }
      break;
  }
  int result = syscall(SYS_renameat2, from_folder, from, to_folder, to, flags);
  if (result == 0 && page->fault == FORCE_AFTER_RENAME
      && !enter(&call, "fsync", CHANGES, -1, to_folder, to, 0, NULL)) {
    force_at(to_folder, to);
    leave(&call, 0);
  }
  return result;
}

static int tripped_rename(const char *name, int from_folder, const char *from, int to_folder, const char *to,
                          unsigned flags) {
  if (!at_below(from_folder, from) && !at_below(to_folder, to)) {
    return syscall(SYS_renameat2, from_folder, from, to_folder, to, flags);
  }
  struct call call;
  if (enter(&call, name, CHANGES, -1, from_folder, from, to_folder, to)) {
    return -1;
  }
  return leave(&call, page->fault ? rename_wrongly(from_folder, from, to_folder, to, flags)
                                  : syscall(SYS_renameat2, from_folder, from, to_folder, to, flags));
}

/* ---- open and close ---- */

static int open_kind(int flags) { return flags & (O_CREAT | O_TRUNC) ? CHANGES : LOOKS; }

static int tripped_open(const char *name, int folder, const char *path, int flags, mode_t mode) {
  if (!at_below(folder, path)) {
    int fd = syscall(SYS_openat, folder, path, flags, mode);
    forget(fd);
    return fd;
  }
  struct call call;
  if (enter(&call, name, open_kind(flags), -1, folder, path, 0, NULL)) {
    return -1;
  }
  int fd = leave(&call, syscall(SYS_openat, folder, path, flags, mode));
  opened(fd);
  return fd;
}

#define MODE_OF(flags)                                            \
  mode_t mode = 0;                                                \
  if (((flags) & O_CREAT) || ((flags) & O_TMPFILE) == O_TMPFILE) { \
    va_list rest;                                                 \
    va_start(rest, flags);                                        \
    mode = va_arg(rest, mode_t);                                  \
    va_end(rest);                                                 \
  }

#define OPEN(name)                                           \
  int name(const char *path, int flags, ...) {               \
    MODE_OF(flags)                                           \
    return tripped_open(#name, AT_FDCWD, path, flags, mode); \
  }
#define OPENAT(name)                                           \
  int name(int folder, const char *path, int flags, ...) {     \
    MODE_OF(flags)                                             \
    return tripped_open(#name, folder, path, flags, mode);     \
  }
OPEN(open)
OPEN(open64)
OPENAT(openat)
OPENAT(openat64)
int __open_2(const char *path, int flags) { return tripped_open("open", AT_FDCWD, path, flags, 0); }
int __open64_2(const char *path, int flags) { return tripped_open("open", AT_FDCWD, path, flags, 0); }
int __openat_2(int folder, const char *path, int flags) { return tripped_open("openat", folder, path, flags, 0); }
int __openat64_2(int folder, const char *path, int flags) { return tripped_open("openat", folder, path, flags, 0); }
int creat(const char *path, mode_t mode) {
  return tripped_open("creat", AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode);
}
int creat64(const char *path, mode_t mode) {
  return tripped_open("creat", AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode);
}

/* The descriptor is gone also where this fails: that is what the kernel does. */
int close(int fd) {
  NEXT(close)
  if (!fd_kind(fd)) {
    return next(fd);
  }
  struct call call;
  int fails = ENTER_FD(CHANGES, fd);
  int error = errno;
  forget(fd);
  int result = next(fd);
  if (fails) {
    errno = error;
    return -1;
  }
  return leave(&call, result);
}

DIR *opendir(const char *path) {
  NEXT(opendir)
  struct call call = {NULL};
  if (path_below(path) && ENTER_PATH(LOOKS, AT_FDCWD, path)) {
    return NULL;
  }
  DIR *opened_folder = next(path);
  leave(&call, opened_folder ? 0 : -1);
  return opened_folder;
}

DIR *fdopendir(int fd) {
  NEXT(fdopendir)
  struct call call = {NULL};
  if (fd_kind(fd) && ENTER_FD(LOOKS, fd)) {
    return NULL;
  }
  DIR *opened_folder = next(fd);
  leave(&call, opened_folder ? 0 : -1);
  return opened_folder;
}

int closedir(DIR *folder) {
  NEXT(closedir)
  forget(dirfd(folder));
  return next(folder);
}

static int same_file(int from, int to) {
  if (from >= 0 && from < DESCRIPTORS && to >= 0 && to < DESCRIPTORS) {
    below[to] = below[from];
  }
  return to;
}
int dup(int fd) {
  NEXT(dup)
  return same_file(fd, next(fd));
}
int dup2(int fd, int to) {
  NEXT(dup2)
  return same_file(fd, next(fd, to));
}
int dup3(int fd, int to, int flags) {
  NEXT(dup3)
  return same_file(fd, next(fd, to, flags));
}

/* ---- calls on a descriptor ---- */

#define ON_FD(type, name, kind, fd, parameters, arguments)    \
  type name parameters {                                      \
    NEXT(name)                                                \
    if (!fd_kind(fd)) {                                       \
      return next arguments;                                  \
    }                                                         \
    struct call call;                                         \
    return ENTER_FD(kind, fd) ? (type)-1 : leave(&call, next arguments); \
  }

ON_FD(ssize_t, write, CHANGES, fd, (int fd, const void *bytes, size_t length), (fd, bytes, length))
ON_FD(ssize_t, pwrite, CHANGES, fd, (int fd, const void *bytes, size_t length, off_t at), (fd, bytes, length, at))
ON_FD(ssize_t, pwrite64, CHANGES, fd, (int fd, const void *bytes, size_t length, off64_t at), (fd, bytes, length, at))
ON_FD(ssize_t, writev, CHANGES, fd, (int fd, const struct iovec *parts, int many), (fd, parts, many))
ON_FD(ssize_t, pwritev, CHANGES, fd, (int fd, const struct iovec *parts, int many, off_t at), (fd, parts, many, at))
ON_FD(ssize_t, pwritev64, CHANGES, fd, (int fd, const struct iovec *parts, int many, off64_t at), (fd, parts, many, at))
ON_FD(ssize_t, pwritev2, CHANGES, fd, (int fd, const struct iovec *parts, int many, off_t at, int flags), (fd, parts, many, at, flags))
ON_FD(ssize_t, pwritev64v2, CHANGES, fd, (int fd, const struct iovec *parts, int many, off64_t at, int flags), (fd, parts, many, at, flags))
ON_FD(ssize_t, sendfile, CHANGES, fd, (int fd, int from, off_t *at, size_t length), (fd, from, at, length))
ON_FD(ssize_t, sendfile64, CHANGES, fd, (int fd, int from, off64_t *at, size_t length), (fd, from, at, length))
ON_FD(ssize_t, copy_file_range, CHANGES, fd, (int from, off64_t *at, int fd, off64_t *to, size_t length, unsigned flags), (from, at, fd, to, length, flags))
ON_FD(ssize_t, splice, CHANGES, fd, (int from, off64_t *at, int fd, off64_t *to, size_t length, unsigned flags), (from, at, fd, to, length, flags))
ON_FD(int, ftruncate, CHANGES, fd, (int fd, off_t length), (fd, length))
ON_FD(int, ftruncate64, CHANGES, fd, (int fd, off64_t length), (fd, length))
ON_FD(int, fallocate, CHANGES, fd, (int fd, int mode, off_t at, off_t length), (fd, mode, at, length))
ON_FD(int, fallocate64, CHANGES, fd, (int fd, int mode, off64_t at, off64_t length), (fd, mode, at, length))
ON_FD(int, fchmod, CHANGES, fd, (int fd, mode_t mode), (fd, mode))
ON_FD(int, fchown, CHANGES, fd, (int fd, uid_t owner, gid_t group), (fd, owner, group))
ON_FD(int, futimens, CHANGES, fd, (int fd, const struct timespec times[2]), (fd, times))
ON_FD(int, futimes, CHANGES, fd, (int fd, const struct timeval times[2]), (fd, times))
ON_FD(int, fsetxattr, CHANGES, fd, (int fd, const char *name, const void *value, size_t size, int flags), (fd, name, value, size, flags))
ON_FD(int, fremovexattr, CHANGES, fd, (int fd, const char *name), (fd, name))
ON_FD(ssize_t, fgetxattr, LOOKS, fd, (int fd, const char *name, void *value, size_t size), (fd, name, value, size))
ON_FD(ssize_t, flistxattr, LOOKS, fd, (int fd, char *list, size_t size), (fd, list, size))
ON_FD(ssize_t, read, LOOKS, fd, (int fd, void *bytes, size_t length), (fd, bytes, length))
ON_FD(ssize_t, pread, LOOKS, fd, (int fd, void *bytes, size_t length, off_t at), (fd, bytes, length, at))
ON_FD(ssize_t, pread64, LOOKS, fd, (int fd, void *bytes, size_t length, off64_t at), (fd, bytes, length, at))
ON_FD(ssize_t, readv, LOOKS, fd, (int fd, const struct iovec *parts, int many), (fd, parts, many))
ON_FD(off_t, lseek, LOOKS, fd, (int fd, off_t at, int from), (fd, at, from))
ON_FD(off64_t, lseek64, LOOKS, fd, (int fd, off64_t at, int from), (fd, at, from))
ON_FD(int, fstat, LOOKS, fd, (int fd, struct stat *to), (fd, to))
ON_FD(int, fstat64, LOOKS, fd, (int fd, struct stat64 *to), (fd, to))
ON_FD(int, fstatvfs64, LOOKS, fd, (int fd, struct statvfs64 *to), (fd, to))
ON_FD(int, fstatvfs, LOOKS, fd, (int fd, struct statvfs *to), (fd, to))

#define FORCES(name)                                              \
  int name(int fd) {                                              \
    NEXT(name)                                                    \
    if (!fd_kind(fd)) {                                           \
      return next(fd);                                            \
    }                                                             \
    struct call call;                                             \
    if (page->fault && lies_about_forcing(fd)) {                  \
      errno = EIO;                                                \
      return page->dead ? -1 : 0;                                 \
    }                                                             \
    return ENTER_FD(CHANGES, fd) ? -1 : leave(&call, next(fd));   \
  }
FORCES(fsync)
FORCES(fdatasync)

static void *tripped_map(const char *name, void *at, size_t length, int rights, int flags, int fd, off_t from) {
  struct call call = {NULL};
  if (!(flags & MAP_ANONYMOUS) && fd_kind(fd) && enter(&call, name, LOOKS, fd, 0, NULL, 0, NULL)) {
    return MAP_FAILED;
  }
  void *mapped = (void *)syscall(SYS_mmap, at, length, rights, flags, fd, from);
  leave(&call, mapped == MAP_FAILED ? -1 : 0);
  return mapped;
}
void *mmap(void *at, size_t length, int rights, int flags, int fd, off_t from) {
  return tripped_map("mmap", at, length, rights, flags, fd, from);
}
void *mmap64(void *at, size_t length, int rights, int flags, int fd, off64_t from) {
  return tripped_map("mmap", at, length, rights, flags, fd, from);
}

/* ---- calls on a path ---- */

int rename(const char *from, const char *to) { return tripped_rename("rename", AT_FDCWD, from, AT_FDCWD, to, 0); }
int renameat(int from_folder, const char *from, int to_folder, const char *to) {
  return tripped_rename("renameat", from_folder, from, to_folder, to, 0);
}
int renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned flags) {
  return tripped_rename("renameat2", from_folder, from, to_folder, to, flags);
}

#define ON_PATH(type, name, kind, folder, path, parameters, arguments)  \
  type name parameters {                                                \
    NEXT(name)                                                          \
    if (!at_below(folder, path)) {                                      \
      return next arguments;                                            \
    }                                                                   \
    struct call call;                                                   \
    return ENTER_PATH(kind, folder, path) ? (type)-1 : leave(&call, next arguments); \
  }
#define ON_TWO(name, from_folder, from, to_folder, to, parameters, arguments) \
  int name parameters {                                                 \
    NEXT(name)                                                          \
    if (!at_below(from_folder, from) && !at_below(to_folder, to)) {     \
      return next arguments;                                            \
    }                                                                   \
    struct call call;                                                   \
    return enter(&call, #name, CHANGES, -1, from_folder, from, to_folder, to) ? -1 : leave(&call, next arguments); \
  }

ON_TWO(link, AT_FDCWD, from, AT_FDCWD, to, (const char *from, const char *to), (from, to))
ON_TWO(linkat, from_folder, from, to_folder, to, (int from_folder, const char *from, int to_folder, const char *to, int flags), (from_folder, from, to_folder, to, flags))
ON_PATH(int, symlink, CHANGES, AT_FDCWD, path, (const char *to, const char *path), (to, path))
ON_PATH(int, symlinkat, CHANGES, folder, path, (const char *to, int folder, const char *path), (to, folder, path))
ON_PATH(int, unlink, CHANGES, AT_FDCWD, path, (const char *path), (path))
ON_PATH(int, unlinkat, CHANGES, folder, path, (int folder, const char *path, int flags), (folder, path, flags))
ON_PATH(int, remove, CHANGES, AT_FDCWD, path, (const char *path), (path))
ON_PATH(int, mkdir, CHANGES, AT_FDCWD, path, (const char *path, mode_t mode), (path, mode))
ON_PATH(int, mkdirat, CHANGES, folder, path, (int folder, const char *path, mode_t mode), (folder, path, mode))
ON_PATH(int, rmdir, CHANGES, AT_FDCWD, path, (const char *path), (path))
ON_PATH(int, truncate, CHANGES, AT_FDCWD, path, (const char *path, off_t length), (path, length))
ON_PATH(int, truncate64, CHANGES, AT_FDCWD, path, (const char *path, off64_t length), (path, length))
ON_PATH(int, chmod, CHANGES, AT_FDCWD, path, (const char *path, mode_t mode), (path, mode))
ON_PATH(int, fchmodat, CHANGES, folder, path, (int folder, const char *path, mode_t mode, int flags), (folder, path, mode, flags))
ON_PATH(int, chown, CHANGES, AT_FDCWD, path, (const char *path, uid_t owner, gid_t group), (path, owner, group))
ON_PATH(int, lchown, CHANGES, AT_FDCWD, path, (const char *path, uid_t owner, gid_t group), (path, owner, group))
ON_PATH(int, fchownat, CHANGES, folder, path, (int folder, const char *path, uid_t owner, gid_t group, int flags), (folder, path, owner, group, flags))
ON_PATH(int, utimensat, CHANGES, folder, path, (int folder, const char *path, const struct timespec times[2], int flags), (folder, path, times, flags))
ON_PATH(int, utimes, CHANGES, AT_FDCWD, path, (const char *path, const struct timeval times[2]), (path, times))
ON_PATH(int, lutimes, CHANGES, AT_FDCWD, path, (const char *path, const struct timeval times[2]), (path, times))
ON_PATH(int, setxattr, CHANGES, AT_FDCWD, path, (const char *path, const char *name, const void *value, size_t size, int flags), (path, name, value, size, flags))
ON_PATH(int, lsetxattr, CHANGES, AT_FDCWD, path, (const char *path, const char *name, const void *value, size_t size, int flags), (path, name, value, size, flags))
ON_PATH(int, removexattr, CHANGES, AT_FDCWD, path, (const char *path, const char *name), (path, name))
ON_PATH(int, lremovexattr, CHANGES, AT_FDCWD, path, (const char *path, const char *name), (path, name))
ON_PATH(ssize_t, getxattr, LOOKS, AT_FDCWD, path, (const char *path, const char *name, void *value, size_t size), (path, name, value, size))
ON_PATH(ssize_t, lgetxattr, LOOKS, AT_FDCWD, path, (const char *path, const char *name, void *value, size_t size), (path, name, value, size))
ON_PATH(ssize_t, listxattr, LOOKS, AT_FDCWD, path, (const char *path, char *list, size_t size), (path, list, size))
ON_PATH(ssize_t, llistxattr, LOOKS, AT_FDCWD, path, (const char *path, char *list, size_t size), (path, list, size))
ON_PATH(ssize_t, readlink, LOOKS, AT_FDCWD, path, (const char *path, char *to, size_t length), (path, to, length))
ON_PATH(ssize_t, readlinkat, LOOKS, folder, path, (int folder, const char *path, char *to, size_t length), (folder, path, to, length))
ON_PATH(int, access, LOOKS, AT_FDCWD, path, (const char *path, int rights), (path, rights))
ON_PATH(int, faccessat, LOOKS, folder, path, (int folder, const char *path, int rights, int flags), (folder, path, rights, flags))
ON_PATH(int, stat, LOOKS, AT_FDCWD, path, (const char *path, struct stat *to), (path, to))
ON_PATH(int, stat64, LOOKS, AT_FDCWD, path, (const char *path, struct stat64 *to), (path, to))
ON_PATH(int, lstat, LOOKS, AT_FDCWD, path, (const char *path, struct stat *to), (path, to))
ON_PATH(int, lstat64, LOOKS, AT_FDCWD, path, (const char *path, struct stat64 *to), (path, to))
ON_PATH(int, fstatat, LOOKS, folder, path, (int folder, const char *path, struct stat *to, int flags), (folder, path, to, flags))
ON_PATH(int, fstatat64, LOOKS, folder, path, (int folder, const char *path, struct stat64 *to, int flags), (folder, path, to, flags))
ON_PATH(int, statx, LOOKS, folder, path, (int folder, const char *path, int flags, unsigned mask, struct statx *to), (folder, path, flags, mask, to))
ON_PATH(int, statvfs, LOOKS, AT_FDCWD, path, (const char *path, struct statvfs *to), (path, to))
ON_PATH(int, statvfs64, LOOKS, AT_FDCWD, path, (const char *path, struct statvfs64 *to), (path, to))

/* The same, by the names that programs built with an older C library call. */
int __xstat(int version, const char *path, struct stat *to);
int __xstat64(int version, const char *path, struct stat64 *to);
int __lxstat(int version, const char *path, struct stat *to);
int __lxstat64(int version, const char *path, struct stat64 *to);
int __fxstat(int version, int fd, struct stat *to);
int __fxstat64(int version, int fd, struct stat64 *to);
int __fxstatat(int version, int folder, const char *path, struct stat *to, int flags);
int __fxstatat64(int version, int folder, const char *path, struct stat64 *to, int flags);
ON_PATH(int, __xstat, LOOKS, AT_FDCWD, path, (int version, const char *path, struct stat *to), (version, path, to))
ON_PATH(int, __xstat64, LOOKS, AT_FDCWD, path, (int version, const char *path, struct stat64 *to), (version, path, to))
ON_PATH(int, __lxstat, LOOKS, AT_FDCWD, path, (int version, const char *path, struct stat *to), (version, path, to))
ON_PATH(int, __lxstat64, LOOKS, AT_FDCWD, path, (int version, const char *path, struct stat64 *to), (version, path, to))
ON_FD(int, __fxstat, LOOKS, fd, (int version, int fd, struct stat *to), (version, fd, to))
ON_FD(int, __fxstat64, LOOKS, fd, (int version, int fd, struct stat64 *to), (version, fd, to))
ON_PATH(int, __fxstatat, LOOKS, folder, path, (int version, int folder, const char *path, struct stat *to, int flags), (version, folder, path, to, flags))
ON_PATH(int, __fxstatat64, LOOKS, folder, path, (int version, int folder, const char *path, struct stat64 *to, int flags), (version, folder, path, to, flags))
