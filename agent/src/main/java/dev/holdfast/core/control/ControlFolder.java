package dev.holdfast.core.control;

import dev.holdfast.core.fs.PrivateFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Requests and answers of one agent: {@code NAME.request} holds a word, {@code NAME.answer} comes
 * of it. Both belong to the agent's user, in a folder that only that user (and root) can enter.
 */
public final class ControlFolder {
  static final String REQUEST = ".request";
  static final String ANSWER = ".answer";

  /** Answers that nobody fetched; the oldest goes for a new one. */
  private static final int UNFETCHED_MAX = 16;

  /** One word somebody has asked for. */
  static final class Request {
    final String name;
    final String word;

    Request(String name, String word) {
      this.name = name;
      this.word = word;
    }
  }

  private final PrivateFolder ofUser;
  private final PrivateFolder ofProcess;
  private final Deque<String> answers = new ArrayDeque<>();

  /** {@code ofUser}: in which each process of the user has its own. */
  public ControlFolder(PrivateFolder ofUser, String process) {
    this.ofUser = ofUser;
    this.ofProcess = ofUser.folder(process);
  }

  /** Makes the folders; those that are there are taken if nobody else can enter them. */
  void create() throws IOException {
    ofUser.create();
    ofProcess.create();
    removeOfTheDead();
  }

  /**
   * What processes left that could not clean up. Where one is alive that can't be seen from here
   * (another pid namespace), it makes its folder again.
   */
  private void removeOfTheDead() throws IOException {
    String[] names = ofUser.namesOrNull();
    for (String name : names == null ? new String[0] : names) {
      if (ProcessName.hasEnded(name)) {
        ofUser.folder(name).removeAll();
      }
    }
  }

  /**
   * Else somebody else has put both there, to ask in the user's place, since ours was cleaned away.
   */
  private void requirePrivate() throws IOException {
    ofUser.requirePrivate();
    ofProcess.requirePrivate();
  }

  /** What is asked for now, in the order of names; each is told once. */
  List<Request> take() throws IOException {
    String[] names = ofProcess.namesOrNull();
    if (names == null) {
      create(); // cleaned away as a temporary file that nobody has used for long
      return new ArrayList<>();
    }
    List<Request> requests = new ArrayList<>();
    for (String file : names) {
      if (file.endsWith(REQUEST)) {
        requirePrivate();
        String word = word(file);
        ofProcess.remove(file);
        requests.add(new Request(file.substring(0, file.length() - REQUEST.length()), word));
      }
    }
    return requests;
  }

  /** What can't be read is a word that nobody knows: it must not stand in the way of others. */
  private String word(String file) {
    try {
      byte[] content = ofProcess.readOrNull(file);
      return content == null ? "" : new String(content, StandardCharsets.UTF_8).trim();
    } catch (IOException unreadable) {
      return unreadable.getMessage();
    }
  }

  void answer(Request request, Answer answer) throws IOException {
    String file = request.name + ANSWER;
    ofProcess.write(file, answer.toBytes());
    answers.add(file);
    if (answers.size() > UNFETCHED_MAX) {
      ofProcess.remove(answers.remove());
    }
  }

  /** Whether somebody has still to fetch an answer; who asks takes it away. */
  boolean hasAnswers() {
    String[] names = ofProcess.namesOrNull();
    if (names != null) {
      for (String name : names) {
        if (name.endsWith(ANSWER)) {
          return true;
        }
      }
    }
    return false;
  }

  void remove() throws IOException {
    ofProcess.removeAll();
  }

  @Override
  public String toString() {
    return ofProcess.toString();
  }
}
