package dev.holdfast.core.save;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.holdfast.core.fs.Access;
import dev.holdfast.core.fs.Call;
import dev.holdfast.core.fs.Errors;
import dev.holdfast.core.fs.Name;
import dev.holdfast.core.fs.Place;
import dev.holdfast.core.observe.Event;
import dev.holdfast.core.observe.Timing;
import dev.holdfast.core.save.SaveFailedException.Remains;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicationTest {
  private static final int EIO = 5;

  private final Bench bench = new Bench();

  private Opening.Opened opened(String content) throws IOException {
    Opening.Opened opened = bench.openOrNull("/d/conf");
    bench.write(opened, content);
    bench.faults.clearLog();
    return opened;
  }

  @Test
  void attributesThenForceThenReplaceThenForceOfTheFolder() throws IOException {
    bench.disk.file("/d/conf", "old");
    bench.disk.look("/d/conf", 04751, 7);
    bench.disk.attribute("/d/conf", "user.origin", "here");
    bench.fs.become(0);
    Opening.Opened opened = opened("new");

    bench.close(opened);

    assertThat(
            bench.faults.log(
                Call.CHOWN, Call.CHMOD, Call.SET_ATTRIBUTE, Call.FORCE, Call.REPLACE, Call.TOUCH))
        .containsExactly(
            "chown shadow 7:7",
            "chmod shadow 4751", // after chown, which takes setuid away
            "set user.origin on shadow",
            "force shadow",
            "replace shadow -> conf",
            "touch shadow", // a watcher hears of that, not of the rename
            "force /d");
    assertThat(bench.disk.look("/d/conf")).isEqualTo("4751 7:7 [user.origin]");
    assertThat(bench.disk.text("/d/conf")).isEqualTo("new");
    bench.assertNothingLeft();
  }

  @Test
  void theOldVersionIsHeldUntilTheFolderIsForced() throws IOException {
    bench.disk.file("/d/conf", "old");
    Opening.Opened opened = opened("new");

    bench.close(opened);

    assertThat(bench.faults.log(Call.OPEN, Call.REPLACE, Call.FORCE, Call.CLOSE))
        .containsExactly(
            "open conf READ",
            "force shadow",
            "replace shadow -> conf",
            "force /d",
            "close conf",
            "close /d");
  }

  @Test
  void anOldVersionThatIsWriteOnlyIsHeldForWriting() throws IOException {
    bench.disk.file("/d/conf", "old");
    bench.disk.look("/d/conf", 0200, 1000);

    bench.save("/d/conf", "new");

    assertThat(bench.faults.log(Call.OPEN)).contains("open conf READ", "open conf WRITE");
    assertThat(bench.disk.look("/d/conf")).isEqualTo("200 1000:1000");
    bench.assertNothingLeft();
  }

  @Test
  void aNewTargetHasTheModeThatTheKernelGivesIt() throws IOException {
    bench.save("/d/conf", "new");

    assertThat(bench.disk.look("/d/conf")).isEqualTo("644 1000:1000");
    assertThat(bench.faults.log(Call.CHMOD, Call.CHOWN)).isEmpty();
    assertThat(bench.count(Event.COMMITTED)).isEqualTo(1);
  }

  @Test
  void anAclFromTheFolderThatTheOldVersionHadNotIsTakenAway() throws IOException {
    bench.disk.file("/d/conf", "old");
    Opening.Opened opened = opened("new");
    bench.fs.setAttribute(opened.number, "system.posix_acl_access", new byte[] {1});

    bench.close(opened);

    assertThat(bench.disk.look("/d/conf")).isEqualTo("644 1000:1000");
  }

  @Test
  void severalHardLinksAreRewrittenInPlaceAndAllShowTheNewVersion() throws IOException {
    bench.disk.file("/d/conf", "the old version, longer");
    bench.disk.hardLink("/d/other", "/d/conf");

    bench.save("/d/conf", "new");
    bench.save("/d/conf", "newer");

    assertThat(bench.disk.text("/d/other")).isEqualTo("newer");
    assertThat(bench.disk.text("/d/conf")).isEqualTo("newer");
    assertThat(bench.count(Event.FALLBACK_IN_PLACE)).isEqualTo(2);
    assertThat(bench.count(Event.COMMITTED)).isEqualTo(2);
    assertThat(bench.told)
        .singleElement()
        .asString()
        .contains("/d/conf", "several hard links", "rule 1", "not atomically");
    bench.assertNothingLeft();
  }

  @ParameterizedTest
  @ValueSource(ints = {Errors.EBUSY, Errors.EXDEV, Errors.EPERM, Errors.EACCES})
  void aNameThatCannotBeReplacedIsRewrittenInPlace(int errno) throws IOException {
    bench.disk.file("/d/conf", "old");
    bench.faults.fail(Call.REPLACE, 1, errno);

    bench.save("/d/conf", "new");

    assertThat(bench.disk.text("/d/conf")).isEqualTo("new");
    assertThat(bench.disk.contentsAfterCut("/d/conf")).containsExactly("new");
    assertThat(bench.count(Event.FALLBACK_IN_PLACE)).isEqualTo(1);
    assertThat(bench.told).singleElement().asString().contains("can't be replaced by a rename");
    bench.assertNothingLeft();
  }

  @Test
  void anOwnerThatOnlyRootCanGiveIsKeptByRewriting() throws IOException {
    bench.disk.file("/d/conf", "old");
    bench.disk.look("/d/conf", 0666, 7);

    bench.save("/d/conf", "new");

    assertThat(bench.disk.look("/d/conf")).isEqualTo("666 7:7");
    assertThat(bench.disk.text("/d/conf")).isEqualTo("new");
    assertThat(bench.told).singleElement().asString().contains("owner, group or attributes");
    bench.assertNothingLeft();
  }

  @Test
  void anotherFailureOfTheReplacementIsTold() throws IOException {
    bench.disk.file("/d/conf", "old");
    Opening.Opened opened = opened("new");
    bench.faults.fail(Call.REPLACE, 1, EIO);

    assertThatThrownBy(() -> bench.close(opened))
        .isInstanceOf(SaveFailedException.class)
        .hasMessage(
            "holdfast: cannot save /d/conf: atomic replace failed: Input/output error; the old"
                + " version is intact (rule 1)");
    assertThat(bench.disk.text("/d/conf")).isEqualTo("old");
    bench.assertNothingLeft();
  }

  @Test
  void aForceThatFailsIsNeitherTriedAgainNorFollowedByARename() throws IOException {
    bench.disk.file("/d/conf", "old");
    Opening.Opened opened = opened("new");
    bench.faults.fail(Call.FORCE, 1, EIO);

    assertThatThrownBy(() -> bench.close(opened))
        .hasMessageContaining("force of the new version failed")
        .hasMessageContaining("the old version is intact");
    assertThat(bench.faults.log(Call.FORCE, Call.REPLACE)).containsExactly("force shadow");
    assertThat(bench.disk.text("/d/conf")).isEqualTo("old");
    bench.assertNothingLeft();
  }

  @Test
  void aFolderThatCannotBeForcedIsToldAndNotTriedAgain() throws IOException {
    bench.disk.file("/d/conf", "old");
    Opening.Opened opened = opened("new");
    bench.faults.fail(Call.FORCE, 2, EIO);

    SaveFailedException failure =
        catchThrowableOfType(SaveFailedException.class, () -> bench.close(opened));

    assertThat(failure.remains()).isEqualTo(Remains.UNKNOWN);
    assertThat(failure)
        .hasMessageContaining("force of the folder failed")
        .hasMessageContaining("the new version is in place, but may not survive a power cut");
    assertThat(bench.faults.log(Call.FORCE)).containsExactly("force shadow", "force /d");
    assertThat(bench.disk.text("/d/conf")).isEqualTo("new");
    bench.assertNothingLeft();
  }

  @Test
  void aDamagedRewriteKeepsTheNewVersionBeside() throws IOException {
    bench.disk.file("/d/conf", "old");
    bench.disk.hardLink("/d/other", "/d/conf");
    Opening.Opened opened = opened("the new version");
    bench.faults.fail(Call.COPY, 1, 28);

    SaveFailedException failure =
        catchThrowableOfType(SaveFailedException.class, () -> bench.close(opened));

    assertThat(failure.remains()).isEqualTo(Remains.DAMAGED);
    assertThat(failure).hasMessageContaining("rewrite in place failed: No space left on device");
    assertThat(bench.disk.text("/d/conf.holdfast-unfinished")).isEqualTo("the new version");
    assertThat(bench.disk.contentsAfterCut("/d/conf.holdfast-unfinished"))
        .containsExactly("the new version");
    assertThat(bench.told).anyMatch(line -> line.contains("/d/conf.holdfast-unfinished"));
    bench.assertNothingLeft();
  }

  @Test
  void aRewriteThatMayNotWriteLeavesTheOldVersion() throws IOException {
    bench.disk.file("/d/conf", "old");
    bench.disk.hardLink("/d/other", "/d/conf");
    Opening.Opened opened = opened("new");
    bench.disk.look("/d/conf", 0444, 1000);

    SaveFailedException failure =
        catchThrowableOfType(SaveFailedException.class, () -> bench.close(opened));

    assertThat(failure.remains()).isEqualTo(Remains.OLD);
    assertThat(bench.disk.text("/d/conf")).isEqualTo("old");
    bench.assertNothingLeft();
  }

  @Test
  void timesThatCannotBeSetAreToldAndNoFailure() throws IOException {
    bench.disk.file("/d/conf", "old");
    bench.faults.failAlways(Call.TOUCH, Errors.EPERM);

    bench.save("/d/conf", "new");
    bench.save("/d/conf", "newer");

    assertThat(bench.disk.contentsAfterCut("/d/conf")).containsExactly("newer");
    assertThat(bench.told).singleElement().asString().contains("watchers of /d/conf");
  }

  @Test
  void whatIsNoRegularFileAnyMoreIsNotReplaced() throws IOException {
    bench.disk.file("/d/conf", "old");
    Opening.Opened opened = opened("new");
    bench.disk.fifo("/d/conf");

    assertThatThrownBy(() -> bench.close(opened)).hasMessageContaining("no regular file any more");
    bench.assertNothingLeft();
  }

  @ParameterizedTest
  @ValueSource(ints = {Errors.EPERM, Errors.EINVAL, Errors.EACCES})
  void anOwnerThatTheKernelRefusesIsKeptByRewriting(int errno) throws IOException {
    bench.disk.file("/d/conf", "old");
    bench.disk.look("/d/conf", 0666, 7);
    bench.faults.fail(Call.CHOWN, 1, errno);

    bench.save("/d/conf", "new");

    assertThat(bench.disk.look("/d/conf")).isEqualTo("666 7:7");
    assertThat(bench.disk.contentsAfterCut("/d/conf")).containsExactly("new");
    bench.assertNothingLeft();
  }

  @Test
  void attributesThatTheFileSystemDoesNotTakeAreKeptByRewriting() throws IOException {
    bench.disk.file("/d/conf", "old");
    bench.disk.attribute("/d/conf", "user.origin", "here");
    bench.fs.withoutAttributes();

    bench.save("/d/conf", "new");

    assertThat(bench.disk.look("/d/conf")).isEqualTo("644 1000:1000 [user.origin]");
    assertThat(bench.disk.text("/d/conf")).isEqualTo("new");
  }

  /** As {@code Files.copy} publishes: with the attributes of the copy. */
  private Publication.Outcome publishCopy(String content) throws IOException {
    Place target = bench.place("/d/conf");
    int folder = bench.fs.openFolder(target);
    Name shadow = bench.fs.name(bench.with.shadowNames.next());
    int file = bench.fs.create(folder, shadow, Access.WRITE, 0640);
    try {
      bench.fs.write(file, content);
      return new Publication(
              bench.with,
              bench.policy,
              target,
              folder,
              Shadow.beside(bench.fs, target, folder, shadow),
              Publication.AttributeSource.SHADOW,
              Remains.OLD,
              new Timing())
          .run(file, Save.Target.EXISTED);
    } finally {
      bench.fs.close(file);
      bench.fs.close(folder);
    }
  }

  @Test
  void aCopyHasItsOwnAttributesAndBreaksHardLinks() throws IOException {
    bench.disk.file("/d/conf", "old");
    bench.disk.hardLink("/d/other", "/d/conf");

    assertThat(publishCopy("new")).isEqualTo(Publication.Outcome.REPLACED);

    assertThat(bench.disk.look("/d/conf")).isEqualTo("640 1000:1000");
    assertThat(bench.disk.text("/d/other")).isEqualTo("old");
    bench.assertNothingLeft();
  }

  @Test
  void aCopyReplacesALinkAndNotWhatItLeadsTo() throws IOException {
    bench.disk.file("/d/linked", "linked");
    bench.disk.link("/d/conf", "linked");

    assertThat(publishCopy("new")).isEqualTo(Publication.Outcome.REPLACED);

    assertThat(bench.disk.contentsAfterCut("/d/conf")).containsExactly("new");
    assertThat(bench.disk.text("/d/linked")).isEqualTo("linked");
    bench.assertNothingLeft();
  }

  @Test
  void aLinkThatCannotBeReplacedIsNotWrittenThrough() throws IOException {
    bench.disk.file("/d/linked", "linked");
    bench.disk.link("/d/conf", "linked");
    bench.faults.fail(Call.REPLACE, 1, Errors.EBUSY);

    assertThatThrownBy(() -> publishCopy("new")).hasMessageContaining("can't be replaced");

    assertThat(bench.disk.text("/d/linked")).isEqualTo("linked");
  }

  @Test
  void aNewVersionThatSomebodyElseDeletesIsNoSuccess() throws IOException {
    Opening.Opened opened = opened("new");
    bench.disk.delete("/d/" + bench.disk.names("/d").get(0));

    assertThatThrownBy(() -> bench.close(opened))
        .isInstanceOf(SaveFailedException.class)
        .hasMessageContaining("somebody else has deleted what was written");
    bench.assertNothingLeft();
  }

  @Test
  void aFolderMadeAnewIsNotTheOneThatWasDeleted() throws IOException {
    bench.disk.folder("/d/sub");
    Opening.Opened opened = bench.openOrNull("/d/sub/conf");
    bench.disk.deleteFolder("/d/sub");
    bench.disk.folder("/d/sub");

    bench.close(opened);

    assertThat(bench.disk.names("/d/sub")).isEmpty();
    assertThat(bench.count(Event.DELETED_MEANWHILE)).isEqualTo(1);
  }

  @Test
  @Timeout(60)
  void twoRewritesOfOneFileNeverMix() throws Exception {
    bench.disk.file("/d/conf", "old");
    bench.disk.hardLink("/d/other", "/d/conf");
    Opening.Opened first = opened("a".repeat(1000));
    Opening.Opened second = opened("b".repeat(1000));
    FutureTask<Void> another =
        new FutureTask<>(
            () -> {
              second.file.commit(second.number);
              return null;
            });
    Thread thread = new Thread(another);
    bench.faults.meanwhile(
        Call.COPY, // the first has written its first half
        1,
        () -> {
          thread.start();
          await()
              .pollInterval(Duration.ofMillis(1))
              .until(() -> thread.getState() == Thread.State.BLOCKED || another.isDone());
        });

    first.file.commit(first.number);
    another.get();

    assertThat(bench.disk.text("/d/conf")).isEqualTo("b".repeat(1000));
  }
}
