package dev.holdfast.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import samples.Locks;

/** {@code new FileOutputStream(f).getChannel().tryLock()} keeps a second JVM out. */
class LockIT {
  @TempDir private Path temporary;

  static Stream<Arguments> namesAndJdks() {
    return Jvms.matrix()
        .flatMap(jdk -> Stream.of("x.lock", "app.dat").map(name -> Arguments.of(name, jdk)));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("namesAndJdks")
  void aSecondJvmDoesNotGetTheLock(String name, Jdk jdk) throws Exception {
    Path folder = temporary.toRealPath();
    List<String> file = List.of(folder.resolve(name).toString());
    ChildJvm child = ChildJvm.on(jdk).withAgent(Configuration.protecting(folder));
    try (ChildJvm.Running first = child.start(Locks.class, file)) {
      UnfinishedIT.awaitSaid(first, "LOCKED");
      ChildJvm.Result second = child.run(Locks.class, file);
      assertThat(second.out()).as(second::toString).isEqualTo("BUSY\n");
      first.tell("let go");
      ChildJvm.Result end = first.await();
      assertThat(end.exit()).as(end::toString).isZero();
    }
    try (ChildJvm.Running third = child.start(Locks.class, file)) {
      UnfinishedIT.awaitSaid(third, "LOCKED");
      third.tell("let go");
      assertThat(third.await().exit()).isZero();
    }
    assertThat(KillRun.ours(folder)).isEmpty();
    assertThat(Files.exists(folder.resolve(name))).isTrue();
  }
}
