package dev.holdfast.boot;

import java.io.File;
import java.io.FileDescriptor;
import java.io.IOException;

/** Each hook with the answer "as stock". */
enum Hook {
  OPENING_STREAM {
    @Override
    Object call() throws IOException {
      return Hooks.openingStream(DESCRIPTOR, "conf", false);
    }
  },
  OPENING_RANDOM_ACCESS {
    @Override
    Object call() throws IOException {
      return Hooks.openingRandomAccess(DESCRIPTOR, "conf", 2);
    }
  },
  OPENING_CHANNEL {
    @Override
    Object call() throws IOException {
      return Hooks.openingChannel(-1, "conf", Hooks.WRITE, 0666);
    }
  },
  WRITING_ONE {
    @Override
    Object call() throws IOException {
      Hooks.writing(DESCRIPTOR);
      return null;
    }
  },
  WRITING_ALL {
    @Override
    Object call() throws IOException {
      Hooks.writing(DESCRIPTOR, new byte[1]);
      return null;
    }
  },
  WRITING_PART {
    @Override
    Object call() throws IOException {
      Hooks.writing(DESCRIPTOR, new byte[3], 1, 1);
      return null;
    }
  },
  WRITING_AT {
    @Override
    Object call() throws IOException {
      Hooks.writing(DESCRIPTOR, 7);
      return null;
    }
  },
  WRITE_FAILED {
    @Override
    Object call() {
      Hooks.writeFailed(DESCRIPTOR, COMMIT);
      return null;
    }
  },
  WROTE {
    @Override
    Object call() {
      Hooks.wrote(1, 1, DESCRIPTOR);
      return null;
    }
  },
  GATHERED {
    @Override
    Object call() {
      Hooks.wrote(1, NONE, 0, 0, DESCRIPTOR);
      return null;
    }
  },
  TRANSFERRED_TO {
    @Override
    Object call() {
      Hooks.transferredTo(1, "source", 0, 1, "target");
      return null;
    }
  },
  TRANSFER_FAILED {
    @Override
    Object call() {
      Hooks.transferToFailed("target", COMMIT);
      return null;
    }
  },
  TRANSFERRED_FROM {
    @Override
    Object call() throws IOException {
      Hooks.transferredFrom(1, "source", 1, DESCRIPTOR);
      return null;
    }
  },
  FORCED {
    @Override
    Object call() {
      Hooks.forced(DESCRIPTOR);
      return null;
    }
  },
  CLOSING_CHANNEL {
    @Override
    Object call() {
      Hooks.closingChannel("channel", DESCRIPTOR);
      return null;
    }
  },
  CLOSING {
    @Override
    Object call() {
      Hooks.closing(DESCRIPTOR);
      return null;
    }
  },
  RENAMING {
    @Override
    Object call() {
      return Hooks.renaming(new File("a"), new File("b"));
    }
  },
  MOVING {
    @Override
    Object call() throws IOException {
      return Hooks.moving("a", "b", NONE);
    }
  },
  COPYING {
    @Override
    Object call() throws IOException {
      return Hooks.copying((Object) "a", "b", NONE);
    }
  },
  DELETING_FILE {
    @Override
    Object call() {
      return Hooks.deleting(new File("a"));
    }
  },
  DELETING_PATH {
    @Override
    Object call() throws IOException {
      return Hooks.deleting((Object) "a");
    }
  },
  REPLACING {
    @Override
    Object call() {
      Hooks.replacing("a");
      return null;
    }
  };

  static final FileDescriptor DESCRIPTOR = new FileDescriptor();
  static final Object[] NONE = {};

  // One and the same: what is thrown must be what was given.
  @SuppressWarnings("StaticAssignmentOfThrowable")
  static final IOException COMMIT = new IOException("the commit failed");

  abstract Object call() throws IOException;

  boolean isStock(Object answer) {
    return answer == null || answer.equals(false) || answer.equals(Hooks.STOCK);
  }
}
