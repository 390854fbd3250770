package dev.holdfast.core.attach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jar and configuration, as the target sees them. */
class FilesCheckTest {
  @TempDir Path folder;
  private Given given;
  private Path files;

  @BeforeEach
  void jarAndConfiguration() throws IOException {
    given = new Given(folder.resolve("proc"));
    files = Files.createDirectories(folder.toRealPath().resolve("h"));
    given.jar = Files.writeString(files.resolve("holdfast.jar"), "j").toString();
    given.configuration = Files.writeString(files.resolve("holdfast.yaml"), "c").toString();
    given.target.onThisMachine();
    permit("rwxr-xr-x", folder, files);
  }

  private static void permit(String permissions, Path... paths) throws IOException {
    for (Path path : paths) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }
  }

  private String refusalOrNull() throws IOException {
    return given.refusalOrNull(new FilesCheck());
  }

  @Test
  void nothingIsWrong() throws IOException {
    assertThat(refusalOrNull()).isNull();
    given.user(54321, 54322);
    assertThat(refusalOrNull()).isNull();
  }

  @Test
  void anEqualsSignInTheJarsPath() throws IOException {
    given.jar = "/h/a=b/holdfast.jar";

    assertThat(refusalOrNull())
        .isEqualTo(
            """
            the jar's path has an equals sign in it: /h/a=b/holdfast.jar; a JVM takes it to end there
              remedy: move the jar, or name it by a symbolic link without one""");
  }

  @Test
  void noFileAtAll() throws IOException {
    given.configuration = files + "/other.yaml";

    assertThat(refusalOrNull())
        .isEqualTo(files + "/other.yaml is no file\n  remedy: name one that is there");
  }

  @Test
  void aFileThatItsUserCannotRead() throws IOException {
    given.user(54321, 54322);
    permit("rw-r-----", files.resolve("holdfast.yaml"));

    assertThat(refusalOrNull())
        .startsWith(
            "its user (uid 54321, gid 54322) can't read " + given.configuration + " (mode 0640, ")
        .contains("remedy: let it (chmod, chgrp)", "ACL", "sudo -u '#54321' -g '#54322'");
  }

  @Test
  void aFolderThatItsUserCannotPass() throws IOException {
    given.user(54321, 54322);
    permit("rwxr-x---", files);

    assertThat(refusalOrNull())
        .startsWith(
            "its user (uid 54321, gid 54322) can't read "
                + given.jar
                + ", because it may not pass "
                + files
                + " (mode 0750, ");
  }

  @Test
  void itsGroupMay() throws IOException {
    int gid = (Integer) Files.getAttribute(files, "unix:gid");
    given.user(54321, 54322).target.status("Groups", "7 " + gid);
    permit("rwxr-x---", files);
    permit("rw-r-----", files.resolve("holdfast.yaml"));
    assertThat(refusalOrNull()).isNull();

    permit("rw----r--", files.resolve("holdfast.yaml"));
    assertThat(refusalOrNull()).contains("mode 0604");
  }

  @Test
  void modesMeanNothingToSome() throws IOException {
    given.user(54321, 54322).target.status("CapEff", "0000000000000002");
    permit("rw-------", files.resolve("holdfast.yaml"));

    assertThat(refusalOrNull()).isNull();
  }

  /** What this command can read by an ACL, or because it is root, a process of its kind can. */
  @Test
  void theSameUserReadsWhatThisCommandReads() throws IOException {
    assumeTrue(Files.getAttribute(files, "unix:uid").equals(0), "modes mean nothing to root only");
    permit("---------", files.resolve("holdfast.yaml"));
    assertThat(refusalOrNull()).isNull();

    given.target.status("Groups", "77");
    assertThat(refusalOrNull()).contains("mode 0000");
  }

  @Test
  void inAContainer(@TempDir Path other) throws IOException {
    given = new Given(other);
    given.jar = files + "/holdfast.jar";
    given.configuration = files + "/holdfast.yaml";

    assertThat(refusalOrNull())
        .isEqualTo(
            "it has no file "
                + given.jar
                + ": it runs in a container, or sees other mounts\n  remedy: copy jar and"
                + " configuration into it and run this command inside (docker cp, docker exec), or"
                + " start it with JAVA_TOOL_OPTIONS=-javaagent:"
                + given.jar
                + "=config="
                + given.configuration);

    given.target.file(given.jar, "another");
    assertThat(refusalOrNull()).startsWith("it has another file under the name " + given.jar);
  }

  @Test
  void linksAreFollowedInItsOwnRoot(@TempDir Path other) throws IOException {
    given = new Given(other);
    Path root = other.resolve("50/root");
    Files.createDirectories(root.resolve("real"));
    Files.createLink(root.resolve("real/a"), files.resolve("holdfast.jar"));
    Files.createDirectories(root.resolve(files.toString().substring(1)));
    Path jar = root.resolve(files.toString().substring(1)).resolve("holdfast.jar");
    Path configuration = jar.resolveSibling("holdfast.yaml");
    Files.createSymbolicLink(jar, Path.of("/real/../real/./b"));
    Files.createSymbolicLink(root.resolve("real/b"), Path.of("a"));
    Files.createLink(configuration, files.resolve("holdfast.yaml"));
    given.jar = files + "/holdfast.jar";
    given.configuration = files + "/holdfast.yaml";

    assertThat(refusalOrNull()).isNull();

    Files.delete(root.resolve("real/b"));
    Files.createSymbolicLink(root.resolve("real/b"), Path.of("b"));
    assertThat(refusalOrNull())
        .contains("it can't be seen whether it has", "too many symbolic links");
  }
}
