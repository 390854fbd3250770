package dev.holdfast.proof.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The bytes of one file: those that are on the disk for certain, and the changes that may be.
 *
 * <p>A cut may leave none of these changes, the first k, the size after the first k with zeros in
 * the place of what was written, the first k and the next up to the end of a page, all but one, or
 * only one.
 */
final class FileData {
  private static final int PAGE = 4096;

  private final KnownVersions versions;
  private final List<Change> pending = new ArrayList<>();

  /** What {@link #contents} says of the changes so far, without "all but one". */
  private final List<Content> settled = new ArrayList<>();

  private byte[] durable;
  private byte[] live;
  private byte[] zeroed;

  /**
   * What a cut may leave in a file.
   *
   * @param version as {@link KnownVersions#find} has it
   * @param how which of the changes are there
   */
  record Content(int version, long size, String how) {}

  /** {@code content}: what is on the disk already. */
  FileData(KnownVersions versions, byte[] content) {
    this.versions = versions;
    startFrom(content, "as it was");
  }

  private void startFrom(byte[] content, String how) {
    durable = content;
    live = content;
    zeroed = content;
    settled.clear();
    settle(content, how);
  }

  byte[] live() {
    return live;
  }

  void change(Change change) {
    pending.add(change);
    for (int end : change.pageEnds(PAGE)) {
      Change part = change.cutTo(end);
      byte[] before = live;
      settle(
          part.sizeAfter(before.length),
          () -> part.appliedTo(before),
          change.name() + " cut after " + end + " bytes");
    }
    live = change.appliedTo(live);
    settle(live, "all up to " + change.name());
    if (!change.isCut()) {
      zeroed = change.withZeros().appliedTo(zeroed);
      settle(zeroed, "the size after " + change.name() + ", zeros in the place of its bytes");
    } else {
      zeroed = change.appliedTo(zeroed);
    }
    if (pending.size() > 1) {
      settle(
          change.sizeAfter(durable.length),
          () -> change.appliedTo(durable),
          "only " + change.name());
    }
  }

  /** A force that began at {@code start} has succeeded: it covers what had returned by then. */
  void forced(int start) {
    byte[] content = durable;
    List<Change> rest = new ArrayList<>();
    for (Change change : pending) {
      if (change.end() < start) {
        content = change.appliedTo(content);
      } else {
        rest.add(change);
      }
    }
    pending.clear();
    startFrom(content, "as it was forced");
    rest.forEach(this::change);
  }

  /** Everything that a cut may leave now; equal contents may be there more than once. */
  List<Content> contents() {
    List<Content> all = new ArrayList<>(settled);
    for (int left = 0; left < pending.size() - 1; left++) {
      all.add(allBut(left)); // all but the last one is a prefix
    }
    return all;
  }

  private Content allBut(int left) {
    long size = durable.length;
    for (int i = 0; i < pending.size(); i++) {
      size = i == left ? size : pending.get(i).sizeAfter(size);
    }
    int version = versions.find(size, () -> contentBut(left));
    return new Content(version, size, "all but " + pending.get(left).name());
  }

  private byte[] contentBut(int left) {
    byte[] content = durable;
    for (int i = 0; i < pending.size(); i++) {
      content = i == left ? content : pending.get(i).appliedTo(content);
    }
    return content;
  }

  private void settle(byte[] content, String how) {
    settle(content.length, () -> content, how);
  }

  private void settle(long size, Supplier<byte[]> content, String how) {
    settled.add(new Content(versions.find(size, content), size, how));
  }
}
