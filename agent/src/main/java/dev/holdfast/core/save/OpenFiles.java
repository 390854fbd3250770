package dev.holdfast.core.save;

import dev.holdfast.boot.Hooks;
import java.io.FileDescriptor;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The protected files that are open, by their descriptor: a map by identity whose keys are weak (a
 * strong one would keep every stream from the collector). Reading takes no lock.
 *
 * <p>While one is open, every close, write, rename and deletion of the JVM asks whether it is
 * meant. What counts for the others is how fast that is answered: by number and by name first.
 * Looking a descriptor up costs 500 ns where its close, which holds its lock, asks first: the
 * identity hash of a locked object makes its monitor a heavy one (measured on 17).
 */
final class OpenFiles {
  /** One open file; a link in the chain of its slot. */
  static final class Entry extends WeakReference<FileDescriptor> {
    final OpenFile file;
    private final int slot;
    private final int nameSlot;

    /** Each number that the descriptor has stood for; under the monitor. */
    private int[] numbers;

    private boolean ending;
    private volatile Entry next;

    private Entry(
        FileDescriptor descriptor,
        OpenFile file,
        int number,
        int slot,
        Entry next,
        ReferenceQueue<FileDescriptor> queue) {
      super(descriptor, queue);
      this.file = file;
      this.numbers = new int[] {number};
      this.nameSlot = nameSlot(file.place().name().toString(), 0);
      this.slot = slot;
      this.next = next;
    }
  }

  private static final int SLOTS = 256;

  /** What stands in no slot of names: not ASCII, so that other characters may be the same bytes. */
  private static final int ANY_NAME = -1;

  private final AtomicReferenceArray<Entry> slots = new AtomicReferenceArray<>(SLOTS);
  private final ReferenceQueue<FileDescriptor> collected = new ReferenceQueue<>();

  /** How many entries have a number of that slot. */
  private final AtomicIntegerArray numbers = new AtomicIntegerArray(SLOTS);

  /** How many entries have a name of that slot; the last is for {@link #ANY_NAME}. */
  private final AtomicIntegerArray names = new AtomicIntegerArray(SLOTS + 1);

  private volatile int size;

  /** How many of them are an {@link AppendedFile}; guarded by this. */
  private int appended;

  /** Guarded by this. */
  private boolean closed;

  /** How many are between the beginning and the end of their close. */
  private volatile int ending;

  /** Whether the file of descriptor {@code number} may be one of them; errs towards true. */
  boolean mayHaveNumber(int number) {
    return number < 0 || numbers.get(number & (SLOTS - 1)) != 0;
  }

  /** Whether the file that {@code path} names may be one of them; errs towards true. */
  boolean mayHaveName(String path) {
    if (size == 0) {
      return false;
    }
    int slot = nameSlot(path, path.lastIndexOf('/') + 1);
    return slot == ANY_NAME || names.get(slot) != 0 || names.get(SLOTS) != 0;
  }

  private static int nameSlot(String path, int start) {
    int hash = 0;
    for (int i = start; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c > 127) {
        return ANY_NAME;
      }
      hash = 31 * hash + c;
    }
    return start == path.length() ? ANY_NAME : (hash ^ (hash >>> 8)) & (SLOTS - 1);
  }

  /** Whether a descriptor whose close has begun may be one of them; errs towards true. */
  boolean isAnyEnding() {
    return ending != 0;
  }

  /** The file open under {@code descriptor}; null if it is none of ours, or null is asked for. */
  OpenFile getOrNull(FileDescriptor descriptor) {
    if (descriptor == null) {
      return null; // an entry whose descriptor was collected would answer
    }
    Entry entry = entryOrNull(descriptor);
    return entry == null ? null : entry.file;
  }

  private Entry entryOrNull(FileDescriptor descriptor) {
    for (Entry entry = slots.get(slot(descriptor)); entry != null; entry = entry.next) {
      if (entry.get() == descriptor) {
        return entry;
      }
    }
    return null;
  }

  private void count(Entry entry, int change) {
    for (int number : entry.numbers) {
      numbers.addAndGet(number & (SLOTS - 1), change);
    }
    names.addAndGet(entry.nameSlot == ANY_NAME ? SLOTS : entry.nameSlot, change);
  }

  /** False: nothing is taken any more, see {@link #closeIfEmpty}. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // written under the monitor only
  synchronized boolean add(FileDescriptor descriptor, int number, OpenFile file) {
    if (closed) {
      return false;
    }
    int slot = slot(descriptor);
    Entry entry = new Entry(descriptor, file, number, slot, slots.get(slot), collected);
    count(entry, 1);
    slots.set(slot, entry);
    size++;
    Hooks.live(size);
    countAppended(file, 1);
    return true;
  }

  private void countAppended(OpenFile file, int change) {
    if (file instanceof AppendedFile) {
      appended += change;
      Hooks.appending(appended);
    }
  }

  /**
   * True: nothing is open, and from now on {@link #add} takes nothing: a thread that is about to
   * open a file can't come between this look and what follows it.
   */
  synchronized boolean closeIfEmpty() {
    closed = size == 0;
    return closed;
  }

  synchronized void remove(FileDescriptor descriptor) {
    Entry entry = entryOrNull(descriptor);
    if (entry != null) {
      unlink(entry);
    }
  }

  /** The descriptor is about to stand for {@code number}. */
  synchronized void renumber(FileDescriptor descriptor, int number) {
    Entry entry = entryOrNull(descriptor);
    if (entry != null) {
      entry.numbers = Arrays.copyOf(entry.numbers, entry.numbers.length + 1);
      entry.numbers[entry.numbers.length - 1] = number;
      numbers.incrementAndGet(number & (SLOTS - 1));
    }
  }

  /** The descriptor's close begins: from now on it may have no number. */
  @SuppressWarnings("NonAtomicVolatileUpdate")
  synchronized void ending(FileDescriptor descriptor) {
    Entry entry = entryOrNull(descriptor);
    if (entry != null && !entry.ending) {
      entry.ending = true;
      ending++;
    }
  }

  /** Takes out an entry whose descriptor was collected. */
  synchronized void remove(Entry entry) {
    unlink(entry);
  }

  /**
   * Called under the monitor. A reader that stands on {@code gone} goes on from there: its own link
   * stays.
   */
  @SuppressWarnings("NonAtomicVolatileUpdate")
  private void unlink(Entry gone) {
    Entry before = null;
    for (Entry entry = slots.get(gone.slot); entry != null; entry = entry.next) {
      if (entry == gone) {
        if (before == null) {
          slots.set(gone.slot, gone.next);
        } else {
          before.next = gone.next;
        }
        count(gone, -1);
        if (gone.ending) {
          ending--;
        }
        size--;
        Hooks.live(size);
        countAppended(gone.file, -1);
        return;
      }
      before = entry;
    }
  }

  /** Waits for the next entry whose descriptor nobody can reach any more. */
  Entry takeCollected() throws InterruptedException {
    Reference<? extends FileDescriptor> reference = collected.remove();
    return (Entry) reference;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** All that is open now. */
  List<Entry> all() {
    List<Entry> all = new ArrayList<>();
    for (int slot = 0; slot < SLOTS; slot++) {
      for (Entry entry = slots.get(slot); entry != null; entry = entry.next) {
        all.add(entry);
      }
    }
    return all;
  }

  /** The names of all that is open now, with the place in the application that opened each. */
  Map<String, String> origins() {
    Map<String, String> origins = new TreeMap<>();
    for (Entry entry : all()) {
      origins.put(entry.file.place().toString(), entry.file.origin().toString());
    }
    return origins;
  }

  private static int slot(FileDescriptor descriptor) {
    int hash = System.identityHashCode(descriptor);
    return (hash ^ (hash >>> 8)) & (SLOTS - 1);
  }
}
