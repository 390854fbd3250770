package dev.holdfast.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import samples.Obeys;

/** {@code list} shows JVMs of every Java, with and without the agent. */
class ListIT {
  @TempDir private Path folder;

  static Stream<Jdk> jdks() {
    return Jvms.matrix();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void aJvmAndOneWithTheAgent(Jdk jdk) {
    Path configuration = Configuration.protecting(folder);
    try (ChildJvm.Running plain = ChildJvm.on(jdk).start(Obeys.class, List.of());
        ChildJvm.Running with =
            ChildJvm.on(jdk).withAgent(configuration).start(Obeys.class, List.of())) {
      assertThat(new Talk(plain).ask("wait 0")).isEqualTo("done");
      assertThat(new Talk(with).ask("wait 0")).isEqualTo("done");
      new Talk(with).await("its control folder", () -> line(jdk, with).endsWith("attached"));

      String version = jdk.feature() == 8 ? "1\\.8\\." : jdk.feature() + "\\.";
      assertThat(line(jdk, plain))
          .matches(plain.pid() + " +samples\\.Obeys +JDK " + version + ".* -");
      assertThat(Tool.on(jdk).run("list", "--json").out())
          .contains("{\"pid\":" + plain.pid() + ",\"main\":\"samples.Obeys\",\"jdk\":\"")
          .containsPattern("\"pid\":" + plain.pid() + ",[^}]*\"attached\":false}")
          .containsPattern("\"pid\":" + with.pid() + ",[^}]*\"attached\":true}");

      with.kill();
      assertThat(Tool.on(jdk).run("list").out()).doesNotContain(with.pid() + " ");
    }
  }

  private static String line(Jdk jdk, ChildJvm.Running child) {
    Tool.Typed list = Tool.on(jdk).run("list");
    assertThat(list.status()).as(list.toString()).isZero();
    assertThat(list.err()).isEmpty();
    return list.out()
        .lines()
        .filter(line -> line.startsWith(child.pid() + " "))
        .findFirst()
        .orElse("");
  }

  /** What a process that is dead left, even if the kernel gives its number again. */
  @Test
  void aFolderOfADeadProcessIsNobodys() {
    Jdk jdk = Jvms.of(17);
    Path configuration = Configuration.protecting(folder);
    ChildJvm.Running dead = ChildJvm.on(jdk).withAgent(configuration).start(Obeys.class, List.of());
    try (dead) {
      new Talk(dead).await("its control folder", () -> line(jdk, dead).endsWith("attached"));
      dead.kill();
      assertThat(line(jdk, dead)).isEmpty();
    }
  }

  @Test
  void othersSeeWhatTheyMayAndThatThereIsMore() throws Exception {
    OtherUser.requireRoot("another user");
    Jdk jdk = Jvms.of(17);
    List<String> nobody = OtherUser.nobody(jdk);
    try (ChildJvm.Running roots = ChildJvm.on(jdk).start(Obeys.class, List.of());
        ChildJvm.Running others = ChildJvm.on(jdk).by(nobody).start(Obeys.class, List.of())) {
      new Talk(roots);
      new Talk(others);

      Tool.Typed list = Tool.on(jdk).by(nobody).run("list");
      Tool.Typed all = Tool.on(jdk).run("list");

      assertThat(list.status()).isZero();
      assertThat(list.out())
          .contains(others.pid() + " ")
          .doesNotContain(roots.pid() + " ")
          .containsPattern(
              "[0-9]+ processes can't be looked at: other users', JVMs may be among them;");
      assertThat(all.out()).contains(others.pid() + " ", roots.pid() + " ");
    }
  }
}
