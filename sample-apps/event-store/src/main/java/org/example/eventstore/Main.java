package org.example.eventstore;

import java.io.File;
import java.io.IOException;

/**
 * The command line: {@code Main FOLDER}. Prints {@code ready PORT} when everything is replayed, and
 * serves until its standard input ends.
 */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws IOException {
    if (args.length != 1) {
      System.out.println("usage: FOLDER      then, on the port that it prints: " + Commands.USAGE);
      System.exit(2);
    }
    Server server = new Server(new EventStore(new File(args[0])));
    Thread thread = new Thread(server, "server");
    thread.setDaemon(true);
    thread.start();
    System.out.println("ready " + server.port());
    while (System.in.read() >= 0) {
      // Whoever started this may type what they like, and ends it with the end of input.
    }
  }
}
