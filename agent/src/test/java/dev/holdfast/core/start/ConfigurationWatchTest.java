package dev.holdfast.core.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.core.fs.FakeFs;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConfigurationWatchTest {
  private final FakeFs fs = new FakeFs();
  private ConfigurationWatch watch;

  @BeforeEach
  void watchOne() throws IOException {
    fs.disk().folder("/etc");
    fs.disk().file("/etc/one", "first");
    fs.disk().link("/etc/holdfast.yaml", "one");
    watch = new ConfigurationWatch(fs, "/etc/holdfast.yaml");
  }

  @Test
  void whatStaysIsNoChange() throws IOException {
    assertThat(watch.hasChanged()).isFalse();
    assertThat(watch.hasChanged()).isFalse();
  }

  @Test
  void aChangeIsToldOnceAndOnlyWhenItHasSettled() throws IOException {
    fs.disk().delete("/etc/one");
    fs.disk().file("/etc/one", "other");

    assertThat(watch.hasChanged()).as("maybe half of it").isFalse();
    assertThat(watch.hasChanged()).isTrue();
    assertThat(watch.hasChanged()).isFalse();
  }

  @Test
  void aLinkThatLeadsElsewhereIsAChange() throws IOException {
    fs.disk().file("/etc/two", "second");
    fs.disk().delete("/etc/holdfast.yaml");
    fs.disk().link("/etc/holdfast.yaml", "two");

    assertThat(watch.hasChanged()).isFalse();
    assertThat(watch.hasChanged()).isTrue();
  }

  @Test
  void aFileThatIsGoneIsNoChangeUntilThereIsAnother() throws IOException {
    fs.disk().delete("/etc/one");
    assertThat(watch.hasChanged()).isFalse();
    assertThat(watch.hasChanged()).isFalse();
    fs.disk().file("/etc/one", "again");

    assertThat(watch.hasChanged()).isFalse();
    assertThat(watch.hasChanged()).isTrue();
  }
}
