package dev.holdfast.core.fs;

import java.util.List;

/** Disks that nobody has; each can write past its cache. */
public final class DiskForTests {
  private DiskForTests() {}

  public static Disk named(String name, String model, Disk.Cache cache) {
    return new Disk(name, model, cache, true, "", List.of());
  }

  public static Disk loop(String name, String backingFile) {
    return new Disk(name, "", Disk.Cache.WRITE_BACK, true, backingFile, List.of());
  }

  public static Disk over(String name, Disk.Cache cache, Disk... below) {
    return new Disk(name, "", cache, true, "", List.of(below));
  }
}
