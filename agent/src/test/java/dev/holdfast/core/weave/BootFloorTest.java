package dev.holdfast.core.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;

final class BootFloorTest {
  private static final Path CLASSES = Path.of("target", "classes", "dev", "holdfast", "boot");

  @Test
  void everyClassOfThePackageIsDefined() throws IOException {
    try (Stream<Path> files = Files.list(CLASSES)) {
      assertThat(
              files
                  .map(file -> file.getFileName().toString())
                  .filter(name -> !name.startsWith("package-info")))
          .containsExactlyInAnyOrderElementsOf(
              Arrays.stream(BootFloor.CLASSES).map(name -> name + ".class").toList());
    }
  }

  @Test
  void aClassComesAfterThoseItExtends() throws IOException {
    List<String> defined = new ArrayList<>();
    for (String name : BootFloor.CLASSES) {
      ClassReader reader = new ClassReader(Files.readAllBytes(CLASSES.resolve(name + ".class")));
      List<String> needed = new ArrayList<>(List.of(reader.getInterfaces()));
      needed.add(reader.getSuperName());
      needed.removeIf(type -> type.startsWith("java/"));
      assertThat(defined).as(name).containsAll(needed);
      defined.add(reader.getClassName());
    }
  }
}
