package dev.holdfast.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import samples.Versions;
import samples.Ways;

/** Folders, file systems and attributes that few files have: rows 22, 23 and 27 of the page. */
class EdgePlacesIT {
  private static final List<String> WAYS =
      List.of("FileOutputStream(File)", "Files.write(bytes)", "Files.copy(InputStream)");

  @TempDir private Path temporary;
  private Path folder;

  static Stream<Jdk> oldestAndNewest() {
    return Stream.of(8, 25).map(Jvms::of);
  }

  @BeforeEach
  void realFolder() throws IOException {
    OtherUser.requireRoot("giving attributes and mounting");
    folder = temporary.toRealPath();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("oldestAndNewest")
  void whatFoldersGiveAndRareAttributesAreAsStock(Jdk jdk) throws Exception {
    for (String program : List.of("setfacl", "getfacl", "setfattr", "getfattr", "setcap")) {
      OtherUser.requireProgram(program);
    }
    String stock = attributed(ChildJvm.on(jdk));
    OtherUser.command("rm", "-r", folder + "/data");

    Path data = folder.resolve("data");
    String ours = attributed(ChildJvm.on(jdk).withAgent(Configuration.protecting(data)));

    assertThat(ours).isEqualTo(stock).contains("trusted.note", "security.selinux", "user:1234");
  }

  private String attributed(ChildJvm child) throws Exception {
    shell(
        """
        mkdir data; cd data; mkdir setgid acl rare
        for way in 0 1 2; do for place in setgid acl rare; do echo old > $place/old$way; done; done
        chgrp 2345 setgid; chmod 2775 setgid
        setfacl -d -m u:1234:rw acl
        for way in 0 1 2; do
          setfattr -n trusted.note -v x rare/old$way
          setfattr -n security.selinux -v system_u:object_r:etc_t:s0 rare/old$way
          cp rare/old$way rare/able$way; setcap cap_net_raw+ep rare/able$way
        done""");
    List<String> arguments = new ArrayList<>();
    for (String way : WAYS) {
      String number = WAYS.indexOf(way) + "";
      for (String place : List.of("setgid/old", "setgid/new", "acl/old", "acl/new", "rare/old")) {
        arguments.addAll(List.of(way, folder + "/data/" + place + number, "300", "1", "7"));
      }
      arguments.addAll(List.of(way, folder + "/data/rare/able" + number, "300", "1", "7"));
    }
    ChildJvm.Result result = child.run(Ways.class, arguments);
    assertThat(result.exit()).as(result::toString).isZero();
    return shell(
        """
        cd data; find . -type f -printf '%p %m %U %G %s\\n' | LC_ALL=C sort
        getfacl -cnpR . ; find . -type f | LC_ALL=C sort | xargs getfattr -d -m - -e hex""");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("oldestAndNewest")
  void aFileThatMayNotChangeIsRefusedAsStock(Jdk jdk) throws Exception {
    OtherUser.requireProgram("chattr");
    Path fixed = Files.writeString(folder.resolve("fixed.dat"), "old");
    Path growing = Files.writeString(folder.resolve("growing.dat"), "old");
    Jvms.requireOrSkip(
        OtherUser.succeeds(List.of(), "chattr", "+i", fixed + ""), "no chattr in " + folder);
    try {
      OtherUser.command("chattr", "+a", growing + "");
      assertSameAsStock(jdk, List.of(fixed, growing), "FAIL 1 ");
      assertThat(fixed).hasContent("old");
      assertThat(growing).hasContent("old");
    } finally {
      OtherUser.command("chattr", "-ia", fixed + "", growing + "");
    }
  }

  /** A copy of a stream has made its shadow copy by then: the words are ours. */
  private static String comparable(String line) {
    return line.contains("cannot save ")
            && line.contains("Operation not permitted; the old version is intact")
        ? line.replaceAll("dev\\.holdfast.* save ([^:]+): .*", "$1: Operation not permitted")
        : line.replace("java.nio.file.FileSystemException: ", "");
  }

  /** The same lines without and with the agent, each save of which begins with {@code word}. */
  private void assertSameAsStock(Jdk jdk, List<Path> targets, String word) throws Exception {
    List<String> arguments = new ArrayList<>();
    for (Path target : targets) {
      for (String way : WAYS) {
        arguments.addAll(List.of(way, target + "", "300", "1", "7"));
      }
    }
    ChildJvm.Result stock = ChildJvm.on(jdk).run(Ways.class, arguments);
    ChildJvm.Result ours =
        ChildJvm.on(jdk).withAgent(Configuration.protecting(folder)).run(Ways.class, arguments);

    assertThat(ours.outLines().stream().map(EdgePlacesIT::comparable))
        .as(ours::toString)
        .containsExactlyElementsOf(
            stock.outLines().stream().map(EdgePlacesIT::comparable).toList());
    assertThat(ours.outLines())
        .filteredOn(line -> line.startsWith(word))
        .hasSize(targets.size() * 3);
    assertThat(KillRun.ours(folder)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("oldestAndNewest")
  void onAReadOnlyFileSystemItIsStocksToRefuse(Jdk jdk) throws Exception {
    mounted(
        "mkdir m; mount -t tmpfs none m; echo old > m/old.dat; mount -o remount,ro m",
        "m",
        disk ->
            assertSameAsStock(
                jdk, List.of(disk.resolve("old.dat"), disk.resolve("new.dat")), "FAIL 1 "));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("oldestAndNewest")
  void aFileOfAnOverlaysLowerLayer(Jdk jdk) throws Exception {
    mounted(
        """
        mkdir layers m; mount -t tmpfs none layers; cd layers; mkdir lower upper work
        echo old > lower/a.dat; chmod 0640 lower/a.dat
        mount -t overlay -o lowerdir=lower,upperdir=upper,workdir=work none ../m""",
        "m layers",
        merged -> {
          Path target = merged.resolve("a.dat");
          for (String way : WAYS.subList(0, 2)) {
            ChildJvm.Result result = save(jdk, way, target);
            assertThat(result.errLines()).as(result::toString).hasSize(1);
          }
          assertThat(Versions.of(Files.readAllBytes(target))).isEqualTo(1);
          assertThat(shell("stat -c %a m/a.dat; cat layers/lower/a.dat")).isEqualTo("640\nold\n");
          assertThat(KillRun.ours(merged)).isEmpty();
        });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("oldestAndNewest")
  void throughALinkToAnotherFileSystem(Jdk jdk) throws Exception {
    mounted(
        "mkdir m; mount -t tmpfs none m; echo old > m/a.dat; ln -s m/a.dat link.dat",
        "m",
        disk -> {
          ChildJvm.Result result = save(jdk, WAYS.get(0), folder.resolve("link.dat"));
          assertThat(result.errLines()).as(result::toString).hasSize(1);
          assertThat(folder.resolve("link.dat")).isSymbolicLink();
          assertThat(Versions.of(Files.readAllBytes(disk.resolve("a.dat")))).isEqualTo(1);
          assertThat(KillRun.ours(disk)).isEmpty();
          assertThat(KillRun.ours(folder)).isEmpty();
        });
  }

  private ChildJvm.Result save(Jdk jdk, String way, Path target) {
    ChildJvm.Result result =
        ChildJvm.on(jdk)
            .withAgent(Configuration.protecting(folder))
            .run(Ways.class, way, target + "", "300", "1", "7");
    assertThat(result.exit()).as(result::toString).isZero();
    return result;
  }

  /** What is done on a disk. */
  private interface OnDisk {
    void run(Path disk) throws Exception;
  }

  /**
   * Mounts by {@code commands}; {@code mounts} are unmounted in their order, the first is given.
   */
  private void mounted(String commands, String mounts, OnDisk what) throws Exception {
    boolean allowed = OtherUser.succeeds(List.of("sh", "-ec"), "cd '" + folder + "'; " + commands);
    try {
      Jvms.requireOrSkip(allowed, "mounting is not allowed here");
      what.run(folder.resolve(mounts.split(" ", 2)[0]));
    } finally {
      OtherUser.succeeds(List.of("sh", "-c"), "cd '" + folder + "'; umount " + mounts);
    }
  }

  /** What {@code commands} print, in the folder. */
  private String shell(String commands) throws Exception {
    Process process =
        new ProcessBuilder("sh", "-ec", commands)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }
}
