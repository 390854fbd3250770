package dev.holdfast.proof.calls;

import java.nio.file.Path;
import java.util.List;

/** Whether the calls of a save make what its target holds outlive a power cut. */
record Durability(List<Call> calls, String target, long inode) {
  /** The number of the last call that forced something; 0 where none did. */
  int lastForce() {
    return calls.stream()
        .filter(call -> call.isForce() && call.succeeded())
        .mapToInt(Call::number)
        .max()
        .orElse(0);
  }

  /** What was not done, as a sentence's end; null: nothing is missing. */
  String missingOrNull() {
    int written = 0;
    int forced = 0;
    int renamed = 0;
    int folderForced = 0;
    String folder = Path.of(target).getParent().toString();
    for (Call call : calls) {
      if (!call.succeeded()) {
        continue;
      }
      if (call.isWrite() && call.inode() == inode) {
        written = call.number();
      } else if (call.isForce() && call.inode() == inode) {
        forced = call.number();
      } else if (call.isRename() && call.other().equals(target)) {
        renamed = call.number();
      } else if (call.isForce() && call.path().equals(folder)) {
        folderForced = call.number();
      }
    }
    if (forced < written || forced == 0) {
      return "the file was not forced after its last write";
    }
    if (renamed > 0 && forced > renamed) {
      return "the file was forced only after the rename";
    }
    return folderForced < renamed ? "the folder was not forced after the rename" : null;
  }
}
