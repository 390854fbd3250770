package org.example.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventStoreTest {
  private static final String HELLO =
      "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

  @TempDir Path folder;
  private Commands commands;

  @BeforeEach
  void start() throws IOException {
    commands = new Commands(new EventStore(folder.toFile()));
  }

  @Test
  void whatWasAnsweredIsThereAfterARestart() throws IOException {
    assertThat(commands.answer("append orders a b")).isEqualTo("ok 1");
    assertThat(commands.answer("append orders c")).isEqualTo("ok 2");
    assertThat(commands.answer("put key a = b")).isEqualTo("ok");
    assertThat(commands.answer("blob hello")).isEqualTo("ok " + HELLO);

    start();

    assertThat(commands.answer("streams")).isEqualTo("ok 1\norders");
    assertThat(commands.answer("read orders")).isEqualTo("ok 2\n1 a b\n2 c");
    assertThat(commands.answer("keys")).isEqualTo("ok 1\nkey");
    assertThat(commands.answer("get key")).isEqualTo("ok a = b");
    assertThat(commands.answer("blobs")).isEqualTo("ok 1\n" + HELLO);
    assertThat(commands.answer("fetch " + HELLO)).isEqualTo("ok hello");
    assertThat(commands.answer("state"))
        .isEqualTo("ok 3\nstream orders: 2 events, last-seq 2\n1 keys\n1 blobs");
  }

  @Test
  void theNumberOutlivesTheEvents() throws IOException {
    commands.answer("append orders a");
    commands.answer("append orders b");
    commands.answer("append orders c");
    assertThat(commands.answer("truncate orders 1")).isEqualTo("ok");
    assertThat(commands.answer("read orders")).isEqualTo("ok 1\n3 c");
    commands.answer("truncate orders 0");

    start();

    assertThat(commands.answer("read orders")).isEqualTo("ok 0");
    assertThat(commands.answer("last-seq orders")).isEqualTo("ok 3");
    assertThat(commands.answer("append orders d")).isEqualTo("ok 4");
  }

  @Test
  void whatIsNoCommandIsAnError() {
    assertThat(commands.answer("")).startsWith("error usage: append");
    assertThat(commands.answer("append orders")).startsWith("error usage");
    assertThat(commands.answer("truncate orders many")).startsWith("error");
    assertThat(commands.answer("get nothing")).isEqualTo("error nothing of that name");
  }

  /** Naive on purpose, here and below: were it safe by itself, it would show nothing. */
  @Test
  void halfAnEventIsServed() throws IOException {
    commands.answer("append orders whole");
    write("streams/orders.log", "2 hal", StandardOpenOption.APPEND);

    start();

    assertThat(commands.answer("read orders")).isEqualTo("ok 2\n1 whole\n2 hal");
  }

  @Test
  void garbageInAStreamStopsTheStart() throws IOException {
    commands.answer("append orders whole");
    write("streams/orders.log", "\0\0\0", StandardOpenOption.APPEND);

    assertThatThrownBy(this::start).isInstanceOf(NumberFormatException.class);
  }

  @Test
  void anEmptyCounterStartsFromNothing() throws IOException {
    commands.answer("append orders a");
    write("streams/orders.seq", "", StandardOpenOption.TRUNCATE_EXISTING);

    start();

    assertThat(commands.answer("last-seq orders")).isEqualTo("ok 0");
    assertThat(commands.answer("append orders b")).isEqualTo("ok 1");
  }

  @Test
  void halfABlobIsTrustedForEver() throws IOException {
    commands.answer("blob hello");
    write("blobs/" + HELLO, "hel", StandardOpenOption.TRUNCATE_EXISTING);

    assertThat(commands.answer("blob hello")).isEqualTo("ok " + HELLO);
    assertThat(commands.answer("fetch " + HELLO)).isEqualTo("ok hel");
  }

  @Test
  void filesAreOverwrittenInPlace() throws IOException {
    commands.answer("append orders a");
    commands.answer("put key a");
    Object counter = inode("streams/orders.seq");
    Object values = inode("state.properties");
    Object events = inode("streams/orders.log");

    commands.answer("append orders b");
    commands.answer("put key b");
    commands.answer("truncate orders 0");

    assertThat(inode("streams/orders.seq")).isEqualTo(counter);
    assertThat(inode("state.properties")).isEqualTo(values);
    assertThat(inode("streams/orders.log")).isEqualTo(events);
  }

  private void write(String name, String text, StandardOpenOption how) throws IOException {
    Files.write(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8), how);
  }

  private Object inode(String name) throws IOException {
    return Files.getAttribute(folder.resolve(name), "unix:ino");
  }
}
