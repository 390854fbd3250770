package dev.holdfast.core.fs;

import dev.holdfast.boot.SystemCalls;
import java.nio.file.FileSystem;

/** For saves that need to outlive the process only: what the kernel has, it keeps. */
final class UnforcedFs extends UnixFs {
  UnforcedFs(SystemCalls calls, FileSystem system, String startFolder) {
    super(calls, system, startFolder);
  }

  @Override
  public void force(int fileOrFolder) {
    // by the rule's survive: process-crash
  }

  @Override
  public void forceData(int file) {
    // as force
  }
}
