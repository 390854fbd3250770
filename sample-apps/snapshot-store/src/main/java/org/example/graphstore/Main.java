package org.example.graphstore;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The command line: {@link #USAGE}. Exit status: 0 done, 1 a snapshot is not whole, 2 usage. */
public final class Main {
  static final String USAGE =
      "usage: save-loop FILE NODES [SAVES]   save again and again (for ever, or SAVES times)\n"
          + "       check FILE...                 say whole, torn, empty or missing for each\n"
          + "       check -                       the same for file names read from stdin\n"
          + "       boot FILE                     load the snapshot or start anew";

  private final InputStream in;
  private final PrintStream out;

  Main(InputStream in, PrintStream out) {
    this.in = in;
    this.out = out;
  }

  public static void main(String[] args) throws IOException {
    int status = new Main(System.in, System.out).run(args);
    if (status != 0) {
      System.exit(status);
    }
  }

  int run(String... args) throws IOException {
    String command = args.length < 2 ? "" : args[0];
    if (command.equals("save-loop") && (args.length == 3 || args.length == 4)) {
      long saves = args.length == 4 ? Long.parseLong(args[3]) : Long.MAX_VALUE;
      new GraphService(new File(args[1]), out).saveLoop(Integer.parseInt(args[2]), saves);
      return 0;
    }
    if (command.equals("check")) {
      return args[1].equals("-") ? checkNamesFromInput() : checkAll(args);
    }
    if (command.equals("boot") && args.length == 2) {
      new GraphService(new File(args[1]), out).boot();
      return 0;
    }
    out.println(USAGE);
    return 2;
  }

  private int checkAll(String[] args) throws IOException {
    int status = 0;
    for (int i = 1; i < args.length; i++) {
      status |= check(args[i]);
    }
    return status;
  }

  private int checkNamesFromInput() throws IOException {
    BufferedReader names = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    int status = 0;
    String name;
    while ((name = names.readLine()) != null) {
      status |= check(name);
    }
    return status;
  }

  /**
   * Prints {@code STATE version V nodes N}, and what is wrong in brackets; V and N as far as read.
   */
  private int check(String name) throws IOException {
    Reading reading = new SnapshotFile(new File(name)).load();
    String state = reading.state.name().toLowerCase(Locale.ROOT);
    int nodes = reading.graph.nodes().size();
    String problem = reading.problem.isEmpty() ? "" : " (" + reading.problem + ")";
    out.println(state + " version " + reading.graph.version() + " nodes " + nodes + problem);
    return reading.state == Reading.State.WHOLE ? 0 : 1;
  }
}
