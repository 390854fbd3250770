package samples;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Map;

/**
 * Ways that delete the target before its new version comes. Those that write it then have a copy of
 * the new version beside it at that time.
 */
final class DeletingWays {
  private DeletingWays() {}

  static void addTo(Map<String, Way> ways) {
    ways.put("delete+renameTo", DeletingWays::deleteAndRename);
    ways.put("Files.delete+Files.move", DeletingWays::deleteAndMove);
    ways.put("delete+FileOutputStream", DeletingWays::deleteAndStream);
    ways.put("delete+RandomAccessFile", DeletingWays::deleteAndRandomAccess);
    ways.put("Files.delete+Files.write", DeletingWays::deleteAndWrite);
    ways.put("delete", (target, content) -> delete(target));
    ways.put("delete-with-sibling", DeletingWays::deleteBesideAnother);
    ways.put("delete-folder", DeletingWays::deleteFolder);
    ways.put("Files.walkFileTree", DeletingWays::walk);
  }

  private static void deleteAndRename(File target, byte[] content) throws IOException {
    StreamWays.write(new FileOutputStream(ReplacingWays.own(target)), content);
    delete(target);
    if (!ReplacingWays.own(target).renameTo(target)) {
      throw new IOException("cannot rename to " + target);
    }
  }

  private static void deleteAndMove(File target, byte[] content) throws IOException {
    Files.write(ReplacingWays.own(target).toPath(), content);
    Files.delete(target.toPath());
    Files.move(ReplacingWays.own(target).toPath(), target.toPath());
  }

  private static void deleteAndStream(File target, byte[] content) throws IOException {
    StreamWays.write(new FileOutputStream(ReplacingWays.own(target)), content);
    delete(target);
    StreamWays.write(new FileOutputStream(target), content);
    delete(ReplacingWays.own(target));
  }

  private static void deleteAndRandomAccess(File target, byte[] content) throws IOException {
    StreamWays.write(new FileOutputStream(ReplacingWays.own(target)), content);
    delete(target);
    try (RandomAccessFile out = new RandomAccessFile(target, "rw")) {
      ChangingWays.inPieces(out, content);
    }
    delete(ReplacingWays.own(target));
  }

  private static void deleteAndWrite(File target, byte[] content) throws IOException {
    Files.write(ReplacingWays.own(target).toPath(), content);
    Files.delete(target.toPath());
    Files.write(target.toPath(), content);
    Files.delete(ReplacingWays.own(target).toPath());
  }

  /** What lies beside it is as fresh as a new version would be. */
  private static void deleteBesideAnother(File target, byte[] content) throws IOException {
    StreamWays.write(new FileOutputStream(ReplacingWays.own(target)), content);
    delete(target);
  }

  private static void deleteFolder(File target, byte[] content) throws IOException {
    StreamWays.write(new FileOutputStream(ReplacingWays.own(target)), content);
    File[] files = target.getParentFile().listFiles();
    Arrays.sort(files); // the target first
    for (File file : files) {
      delete(file);
    }
    delete(target.getParentFile());
  }

  private static void walk(File target, byte[] content) throws IOException {
    StreamWays.write(new FileOutputStream(ReplacingWays.own(target)), content);
    Files.walkFileTree(
        target.getParentFile().toPath(),
        new SimpleFileVisitor<Path>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, IOException failure)
              throws IOException {
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static void delete(File file) throws IOException {
    if (!file.delete()) {
      throw new IOException("cannot delete " + file);
    }
  }
}
