/*
 * Mounts images, thousands of times a minute: mounter IMAGE FOLDER TYPE OPTIONS
 *
 * One loop device on IMAGE, an existing file on a file system with reflinks, held to the end. Each
 * line on standard input is answered by a line, "ok" or what went wrong:
 *
 *   clone FILE   IMAGE becomes a copy of FILE; not while it is mounted
 *   mount        mounts it at FOLDER, which replays its journal
 *   umount       unmounts it
 *
 * At the end of its input it unmounts, lets the device go and ends: nothing stays behind.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/fs.h>
#include <linux/loop.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <time.h>
#include <unistd.h>

enum { ATTEMPTS = 2000 };

static char device[32];

static void pause_a_moment(void) {
  struct timespec millisecond = {0, 1000000};
  nanosleep(&millisecond, NULL);
}

static void answer(const char *what, int failed) {
  if (failed) {
    printf("%s: %s\n", what, strerror(errno));
  } else {
    printf("ok\n");
  }
  fflush(stdout);
}

/* Others look for a free device at the same time: whoever is late tries the next one. */
static int attach(const char *path) {
  int image = open(path, O_RDWR | O_CLOEXEC);
  int control = open("/dev/loop-control", O_RDWR | O_CLOEXEC);
  struct loop_config config = {.fd = (unsigned)image};
  for (int i = 0; image >= 0 && control >= 0 && i < ATTEMPTS; i++) {
    int number = ioctl(control, LOOP_CTL_GET_FREE);
    snprintf(device, sizeof device, "/dev/loop%d", number);
    int loop = open(device, O_RDWR | O_CLOEXEC);
    if (loop >= 0 && ioctl(loop, LOOP_CONFIGURE, &config) == 0) {
      close(loop);
      close(control);
      close(image);
      return 0;
    }
    if (loop >= 0) {
      close(loop);
    }
    pause_a_moment();
  }
  return -1;
}

static void detach(void) {
  int loop = open(device, O_RDWR | O_CLOEXEC);
  if (loop >= 0) {
    ioctl(loop, LOOP_CLR_FD, 0);
    close(loop);
  }
}

/*
 * What the kernel has cached of the device goes. The last close of a device does that too, but
 * somebody who looks at all devices (a mount or mkfs beside) may hold it open just then, and what
 * is mounted next would be a mixture of two images.
 */
static int forget(void) {
  int loop = open(device, O_RDWR | O_CLOEXEC);
  int result = loop >= 0 ? ioctl(loop, BLKFLSBUF, 0) : -1;
  int why = errno;
  if (loop >= 0) {
    close(loop);
  }
  errno = why;
  return result;
}

static int clone_from(const char *source, const char *image) {
  int from = open(source, O_RDONLY | O_CLOEXEC);
  int to = open(image, O_RDWR | O_CLOEXEC);
  int result = from >= 0 && to >= 0 ? ioctl(to, FICLONE, from) : -1;
  int why = errno;
  if (from >= 0) {
    close(from);
  }
  if (to >= 0) {
    close(to);
  }
  errno = why;
  return result;
}

/* The reader's last descriptor may take a moment to go. */
static int unmount(const char *folder) {
  for (int i = 0; i < ATTEMPTS; i++) {
    if (umount2(folder, 0) == 0) {
      return 0;
    }
    if (errno != EBUSY) {
      return -1;
    }
    pause_a_moment();
  }
  return -1;
}

int main(int count, char **words) {
  char line[4096];
  int mounted = 0;
  if (count != 5) {
    fprintf(stderr, "usage: mounter IMAGE FOLDER TYPE OPTIONS\n");
    return 2;
  }
  /* Who stops the bench stops its group: this one still has to clear up. */
  signal(SIGTERM, SIG_IGN);
  signal(SIGINT, SIG_IGN);
  signal(SIGPIPE, SIG_IGN);
  if (attach(words[1]) != 0) {
    perror("mounter: no loop device");
    return 2;
  }
  while (fgets(line, sizeof line, stdin) != NULL) {
    line[strcspn(line, "\n")] = 0;
    if (strncmp(line, "clone ", 6) == 0) {
      answer("clone", forget() != 0 || clone_from(line + 6, words[1]) != 0 || forget() != 0);
    } else if (strcmp(line, "mount") == 0) {
      int failed = mount(device, words[2], words[3], 0, words[4]);
      mounted = failed == 0;
      answer("mount", failed);
    } else if (strcmp(line, "umount") == 0) {
      int failed = unmount(words[2]);
      mounted = failed != 0;
      answer("umount", failed);
    } else {
      errno = EINVAL;
      answer(line, 1);
    }
  }
  if (mounted) {
    unmount(words[2]);
  }
  detach();
  return 0;
}
