package samples.fuzz;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Programs made by chance, the same ones for the same seed on every JVM. */
public final class Programs {
  static final int SLOTS = 4;

  private static final int SHORTEST = 20;
  private static final int LONGEST = 80;

  /** Kinds, each as often as it is to come among those of its shape. */
  private static final List<Kind> OPENS =
      weighted(
          "OPEN_STREAM 6,OPEN_WRITER 2,OPEN_PRINTER 1,OPEN_RANDOM 3,OPEN_INPUT 2,OPEN_NIO_STREAM 4,"
              + "OPEN_NIO_WRITER 1,OPEN_BYTE_CHANNEL 2,OPEN_CHANNEL 5,OPEN_ASYNC 2");

  private static final List<Kind> HANDLES =
      weighted(
          "WRITE 10,WRITE_ONE 1,WRITE_AT 2,WRITE_GATHERING 1,WRITE_WRONGLY 1,FLUSH 1,READ 3,"
              + "READ_AT 1,SEEK 2,POSITION 1,SIZE 1,TRUNCATE 2,FORCE 1,LOCK 1,MAP 1,"
              + "TRANSFER_TO 1,TRANSFER_FROM 1,CLOSE 9");

  private static final List<Kind> PATHS =
      weighted(
          "FILES_WRITE 6,SAVE_AND_THROW 1,COPY 4,COPY_STREAM 2,MOVE 5,RENAME 4,FILE_DELETE 2,"
              + "DELETE 2,DELETE_IF_EXISTS 1,CREATE_NEW_FILE 1,CREATE_FILE 1,SET_READ_ONLY 1,"
              + "SET_WRITABLE 1,SET_MODE 2,SET_TIME 1,MAKE_FOLDER 2,LINK 2,SYMBOLIC_LINK 2,EXISTS 1,"
              + "LENGTH 1,READ_ALL 2,ATTRIBUTES 1,LIST 1,SAME_FILE 1");

  /** Of the options of an opening: those that make sense, each as often as it is to come. */
  private static final int[] OPEN_SETS = {
    Options.WRITE | Options.CREATE | Options.TRUNCATE,
    Options.WRITE | Options.CREATE | Options.TRUNCATE,
    Options.WRITE | Options.TRUNCATE,
    Options.WRITE | Options.CREATE,
    Options.WRITE | Options.CREATE | Options.APPEND,
    Options.WRITE | Options.CREATE_NEW,
    Options.READ | Options.WRITE | Options.CREATE | Options.TRUNCATE,
    Options.READ | Options.WRITE,
    Options.READ,
    0
  };

  private final Random random;
  private final boolean[] used = new boolean[SLOTS];

  private Programs(long seed) {
    random = new Random(seed * 0x9E3779B97F4A7C15L + 11);
  }

  public static List<Op> of(long seed) {
    return new Programs(seed).make();
  }

  private List<Op> make() {
    int length = SHORTEST + random.nextInt(LONGEST - SHORTEST);
    int threads = random.nextInt(6) == 0 ? 2 : 1;
    List<Op> ops = new ArrayList<>();
    while (ops.size() < length) {
      ops.add(op(random.nextInt(threads)));
    }
    return ops;
  }

  private Op op(int thread) {
    int share = random.nextInt(100);
    int open = open();
    if (share < 4) {
      return new Op(Kind.CHECK, 0, 0, 0, 0, 0, 0);
    }
    if (open < SLOTS && share < (open == 0 ? 45 : 20)) {
      return opening(thread);
    }
    if (open > 0 && share < 72) {
      return onHandle(thread);
    }
    return onPath(thread);
  }

  private int open() {
    int count = 0;
    for (boolean each : used) {
      count += each ? 1 : 0;
    }
    return count;
  }

  private int slot(boolean wanted) {
    int slot = random.nextInt(SLOTS);
    while (used[slot] != wanted) {
      slot = (slot + 1) % SLOTS;
    }
    return slot;
  }

  private Op opening(int thread) {
    Kind kind = any(OPENS);
    int slot = slot(false);
    used[slot] = true;
    int x = options();
    if (kind == Kind.OPEN_STREAM || kind == Kind.OPEN_WRITER) {
      x = random.nextInt(4) == 0 ? 1 : 0;
    } else if (kind == Kind.OPEN_RANDOM) {
      x = random.nextInt(4);
    }
    return new Op(kind, thread, slot, path(), 0, x, 0);
  }

  private Op onHandle(int thread) {
    Kind kind = any(HANDLES);
    int slot = slot(true);
    int x = amount();
    int y = random.nextInt(40);
    if (kind == Kind.CLOSE) {
      used[slot] = false;
    } else if (kind == Kind.TRANSFER_TO || kind == Kind.TRANSFER_FROM) {
      x = random.nextInt(SLOTS);
    } else if (kind == Kind.FORCE || kind == Kind.LOCK || kind == Kind.WRITE_WRONGLY) {
      x = random.nextInt(4);
    } else if (kind == Kind.SEEK || kind == Kind.TRUNCATE) {
      x = random.nextInt(30);
    } else if (kind == Kind.MAP) {
      x = 1 + random.nextInt(30);
    }
    return new Op(kind, thread, slot, 0, 0, x, y);
  }

  private Op onPath(int thread) {
    Kind kind = any(PATHS);
    int x = random.nextInt(2);
    if (kind == Kind.COPY || kind == Kind.COPY_STREAM || kind == Kind.MOVE) {
      x = random.nextInt(5) == 0 ? random.nextInt(16) : random.nextInt(2);
    } else if (kind == Kind.FILES_WRITE) {
      x = options();
    } else if (kind == Kind.SET_MODE) {
      x = random.nextInt(6);
    }
    int a = path();
    if (kind == Kind.LIST || (kind == Kind.MAKE_FOLDER && random.nextInt(4) != 0)) {
      a = Tree.FILES + random.nextInt(Tree.NAMES.length - Tree.FILES);
    }
    return new Op(kind, thread, 0, a, path(), x, amount());
  }

  private int options() {
    int options = OPEN_SETS[random.nextInt(OPEN_SETS.length)];
    if (random.nextInt(4) == 0) {
      options ^= 1 << random.nextInt(11);
    }
    return options;
  }

  private int path() {
    return random.nextInt(14) == 0
        ? Tree.FILES + random.nextInt(Tree.NAMES.length - Tree.FILES)
        : random.nextInt(Tree.FILES);
  }

  /** Mostly a few bytes, sometimes none, or more than a buffer holds. */
  private int amount() {
    int share = random.nextInt(20);
    return share == 0 ? 0 : share == 1 ? 8_000 + random.nextInt(9_000) : 1 + random.nextInt(24);
  }

  private Kind any(List<Kind> kinds) {
    return kinds.get(random.nextInt(kinds.size()));
  }

  private static List<Kind> weighted(String table) {
    List<Kind> kinds = new ArrayList<>();
    for (String row : table.split(",")) {
      String[] words = row.trim().split(" ");
      kinds.addAll(Collections.nCopies(Integer.parseInt(words[1]), Kind.valueOf(words[0])));
    }
    return kinds;
  }
}
