package dev.holdfast.core.save;

import dev.holdfast.boot.Hooks;
import java.io.FileDescriptor;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The protected files that are open, by their descriptor: a map by identity whose keys are weak (a
 * strong one would keep every stream from the collector). Reading takes no lock.
 */
final class OpenFiles {
  /** One open file; a link in the chain of its slot. */
  static final class Entry extends WeakReference<FileDescriptor> {
    final OpenFile file;
    private final int slot;
    private volatile Entry next;

    private Entry(
        FileDescriptor descriptor,
        OpenFile file,
        int slot,
        Entry next,
        ReferenceQueue<FileDescriptor> queue) {
      super(descriptor, queue);
      this.file = file;
      this.slot = slot;
      this.next = next;
    }
  }

  private static final int SLOTS = 256;

  private final AtomicReferenceArray<Entry> slots = new AtomicReferenceArray<>(SLOTS);
  private final ReferenceQueue<FileDescriptor> collected = new ReferenceQueue<>();
  private volatile int size;

  /** The file open under {@code descriptor}; null if it is none of ours, or null is asked for. */
  OpenFile getOrNull(FileDescriptor descriptor) {
    if (descriptor == null) {
      return null; // an entry whose descriptor was collected would answer
    }
    for (Entry entry = slots.get(slot(descriptor)); entry != null; entry = entry.next) {
      if (entry.get() == descriptor) {
        return entry.file;
      }
    }
    return null;
  }

  // Written under the monitor only.
  @SuppressWarnings("NonAtomicVolatileUpdate")
  synchronized void add(FileDescriptor descriptor, OpenFile file) {
    int slot = slot(descriptor);
    slots.set(slot, new Entry(descriptor, file, slot, slots.get(slot), collected));
    size++;
    Hooks.live(size);
  }

  synchronized void remove(FileDescriptor descriptor) {
    int slot = slot(descriptor);
    for (Entry entry = slots.get(slot); entry != null; entry = entry.next) {
      if (entry.get() == descriptor) {
        unlink(entry);
        return;
      }
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
        size--;
        Hooks.live(size);
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

  private static int slot(FileDescriptor descriptor) {
    int hash = System.identityHashCode(descriptor);
    return (hash ^ (hash >>> 8)) & (SLOTS - 1);
  }
}
