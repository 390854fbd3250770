package dev.holdfast.core.fs;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A block device as the kernel sees it: what a force is turned into there. */
public final class Disk {
  /** What the kernel believes of the cache that the device has of its own. */
  public enum Cache {
    /** There is one, and it is emptied by each force (a flush). */
    WRITE_BACK,
    /** There is none that a power cut takes; no flush is sent. */
    WRITE_THROUGH,
    /** The kernel doesn't tell. */
    UNKNOWN
  }

  private final String name;
  private final String model;
  private final Cache cache;
  private final boolean fua;
  private final String backingFile;
  private final List<Disk> below;

  Disk(String name, String model, Cache cache, boolean fua, String backingFile, List<Disk> below) {
    this.name = name;
    this.model = model;
    this.cache = cache;
    this.fua = fua;
    this.backingFile = backingFile;
    this.below = Collections.unmodifiableList(new ArrayList<>(below));
  }

  /** The kernel's name, of the whole disk: {@code vda} for {@code vda1}. */
  public String name() {
    return name;
  }

  /** Vendor and model in the device's words; empty if it has none. */
  public String model() {
    return model;
  }

  public Cache cache() {
    return cache;
  }

  /** Single blocks can be written past the cache (FUA), without a second flush. */
  public boolean writesPastCache() {
    return fua;
  }

  /** The file that a loop device stands for; empty for others. */
  public String backingFile() {
    return backingFile;
  }

  /** The devices that this one is made of (device mapper, RAID); empty for others. */
  public List<Disk> below() {
    return below;
  }

  /** Whether somebody else's software is the device: a hypervisor's. */
  public boolean isVirtual() {
    return name.startsWith("vd")
        || name.startsWith("xvd")
        || name.startsWith("nbd")
        || model.matches("(?i).*\\b(qemu|vmware|virtual|msft|xen|amazon|google|persistentdisk).*");
  }

  /** {@code vda}, or {@code sda (ATA Samsung SSD 870)}. */
  @Override
  public String toString() {
    return model.isEmpty() ? name : name + " (" + model + ")";
  }
}
