package dev.holdfast.core.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Which files are targets, and how their saves are protected. Immutable. */
public final class Rule {
  private final String name;
  private final String where;
  private final List<Glob> globs;
  private final List<Glob> excludes;
  private final Survive survive;
  private final OnException onException;
  private final OnExit onExit;
  private final Append append;
  private final InPlace inPlace;
  private final Rename rename;
  private final Fallback fallback;
  private final Shrink shrink;
  private final Validate validate;
  private final int previous;
  private final List<String> endOfInputOrNull;

  Rule(String name, String where, List<Glob> globs, List<Glob> excludes, RuleValues values) {
    this.name = name;
    this.where = where;
    this.globs = Collections.unmodifiableList(globs);
    this.excludes = Collections.unmodifiableList(excludes);
    this.survive = values.get(Key.SURVIVE, Survive.values());
    this.onException = values.get(Key.ON_EXCEPTION, OnException.values());
    this.onExit = values.get(Key.ON_EXIT, OnExit.values());
    this.append = values.get(Key.APPEND, Append.values());
    this.inPlace = values.get(Key.IN_PLACE, InPlace.values());
    this.rename = values.get(Key.RENAME, Rename.values());
    this.fallback = values.get(Key.FALLBACK, Fallback.values());
    this.shrink = values.shrink;
    this.validate = values.get(Key.VALIDATE, Validate.values());
    this.previous = values.previous;
    this.endOfInputOrNull = values.endOfInputOrNull;
  }

  /** The name it was given, else "rule N", N from 1 in the order of the file. */
  public String name() {
    return name;
  }

  /** {@code FILE:LINE}, or "agent argument". */
  public String where() {
    return where;
  }

  /** What it protects, at least one. */
  public List<Glob> globs() {
    return globs;
  }

  /** What it leaves out of {@link #globs}. */
  public List<Glob> excludes() {
    return excludes;
  }

  /** The first glob that matches {@code head + path} up to {@code end}, null if none does. */
  Glob globOrNull(String head, String path, int end) {
    return firstOrNull(globs, head, path, end);
  }

  /** As {@link #globOrNull}, of {@link #excludes}. */
  Glob excludeOrNull(String head, String path, int end) {
    return firstOrNull(excludes, head, path, end);
  }

  private static Glob firstOrNull(List<Glob> globs, String head, String path, int end) {
    for (int i = 0; i < globs.size(); i++) { // no iterator: this must not allocate
      Glob glob = globs.get(i);
      if (glob.matches(head, path, end)) {
        return glob;
      }
    }
    return null;
  }

  /** The folders that its targets are in or below, one for each of {@link #globs}. */
  public List<Root> roots() {
    List<Root> roots = new ArrayList<>(globs.size());
    for (Glob glob : globs) {
      roots.add(glob.root());
    }
    return roots;
  }

  public Survive survive() {
    return survive;
  }

  public OnException onException() {
    return onException;
  }

  /**
   * Binary names of the exceptions that end a loop in peace; null: those that do without this key.
   */
  public List<String> endOfInputOrNull() {
    return endOfInputOrNull;
  }

  public OnExit onExit() {
    return onExit;
  }

  public Append append() {
    return append;
  }

  public InPlace inPlace() {
    return inPlace;
  }

  public Rename rename() {
    return rename;
  }

  public Fallback fallback() {
    return fallback;
  }

  public Shrink shrink() {
    return shrink;
  }

  public Validate validate() {
    return validate;
  }

  /** How many earlier versions to keep beside the target; 0: none. */
  public int previous() {
    return previous;
  }

  /** For messages: the name and where it stands. */
  @Override
  public String toString() {
    return "'" + name + "' (" + where + ")";
  }
}
