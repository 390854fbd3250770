package dev.holdfast.core.cli;

import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;

/** One run of the command line in this JVM: its status and what it printed. */
final class Run {
  final int status;
  final String out;
  final String err;

  private Run(int status, String out, String err) {
    this.status = status;
    this.out = out;
    this.err = err;
  }

  static Run of(String... arguments) {
    return ofJar(new File("no-jar"), arguments);
  }

  static Run ofJar(File jar, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status = Cli.run(jar, arguments, new PrintWriter(out), new PrintWriter(err));
    return new Run(status, out.toString(), err.toString());
  }
}
