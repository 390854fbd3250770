package dev.holdfast.core.start;

import dev.holdfast.boot.Hooks;
import dev.holdfast.boot.LastWords;
import dev.holdfast.boot.SystemCalls;
import dev.holdfast.core.config.Configuration;
import dev.holdfast.core.config.ConfigurationException;
import dev.holdfast.core.config.ConfigurationReader;
import dev.holdfast.core.config.Environment;
import dev.holdfast.core.config.Mode;
import dev.holdfast.core.config.Root;
import dev.holdfast.core.config.Rule;
import dev.holdfast.core.config.StartFailure;
import dev.holdfast.core.fs.Channels;
import dev.holdfast.core.fs.UnixFs;
import dev.holdfast.core.guard.Abandonment;
import dev.holdfast.core.observe.Event;
import dev.holdfast.core.observe.Observer;
import dev.holdfast.core.recover.Orphans;
import dev.holdfast.core.save.Owner;
import dev.holdfast.core.save.SaveEngine;
import dev.holdfast.core.save.ShadowName;
import dev.holdfast.core.weave.Jdk;
import dev.holdfast.core.weave.Report;
import dev.holdfast.core.weave.SelfTest;
import dev.holdfast.core.weave.Stacks;
import dev.holdfast.core.weave.SystemCallBridges;
import dev.holdfast.core.weave.Weaver;
import java.io.File;
import java.lang.instrument.Instrumentation;

/** Wires everything, in order, once. */
public final class AgentStart {
  private static final int FAILED = 1;
  private static final int WRONG_CONFIGURATION = 78; // EX_CONFIG of sysexits.h

  /** How long the start may look for orphans before a thread of its own goes on. */
  private static final long ORPHANS_NANOS = 20_000_000L;

  private AgentStart() {}

  /**
   * Before the application's main. Throws nothing; ends the JVM where the configuration says so.
   */
  public static void premain(File jar, String argumentsOrNull, Instrumentation instrumentation) {
    StartFailure onFailure = StartFailure.HALT;
    int status = WRONG_CONFIGURATION;
    try {
      Configuration configuration;
      try {
        configuration = read(argumentsOrNull);
      } catch (ConfigurationException wrong) {
        onFailure = wrong.onStartFailure();
        throw wrong;
      }
      onFailure = configuration.onStartFailure();
      status = FAILED;
      start(configuration, instrumentation);
    } catch (Throwable failure) {
      say(failure);
      if (onFailure == StartFailure.HALT) {
        LastWords.say(
            "the JVM ends here, before the application starts, because its saves would not be"
                + " protected (on-start-failure: continue runs it all the same)");
        Runtime.getRuntime().halt(status); // System.exit would run what isn't started yet
      }
      LastWords.say("the application runs, its saves are NOT protected");
    }
  }

  /** Into a running application. Throws nothing, and leaves it as it is where this fails. */
  public static void attach(File jar, String argumentsOrNull, Instrumentation instrumentation) {
    try {
      start(read(argumentsOrNull), instrumentation);
    } catch (Throwable failure) {
      say(failure);
      LastWords.say("the application runs on, its saves are NOT protected");
    }
  }

  private static Configuration read(String argumentsOrNull) throws ConfigurationException {
    return ConfigurationReader.fromAgentArgument(argumentsOrNull, Environment.ofThisProcess());
  }

  private static void say(Throwable failure) {
    if (failure instanceof ConfigurationException) {
      LastWords.sayAsIs(failure.getMessage());
    } else {
      LastWords.say("cannot start", failure);
    }
  }

  private static void start(Configuration configuration, Instrumentation instrumentation)
      throws Exception {
    if (configuration.mode() == Mode.OFF) {
      tell(configuration, "off, as " + configuration.source() + " says; nothing is protected");
      return;
    }
    checkPlatform();
    Jdk jdk = Jdk.open(instrumentation);
    SystemCalls calls = SystemCallBridges.define(jdk);
    // Where the kernel starts; the property user.dir may say something else, and java.io ignores
    // it.
    String startFolder = new File("/proc/self/cwd").getCanonicalPath();
    UnixFs fs = new UnixFs(calls, SystemCallBridges.fileSystem(calls), startFolder);
    Observer observer = new Observer();
    OffSwitch offSwitch =
        new OffSwitch(configuration.folder(), Environment.ofThisProcess(), observer);
    Owner self = Owner.ofThisProcess(fs.link("/proc/self/ns/pid"));
    Weaver weaver = Weaver.install(jdk);
    Abandonment abandonment = new Abandonment(Stacks.of(jdk), new ClassFiles(weaver));
    SaveEngine engine =
        new SaveEngine(
            fs,
            new Channels(),
            new RuleProtection(configuration, offSwitch, observer),
            observer,
            new ShadowName(self),
            System.getProperty("os.version"),
            abandonment);
    SelfTest.quick(weaver);
    new Observation(observer, weaver.sightings()).start();
    removeOrphans(configuration, new Orphans(fs, self, observer));
    engine.startReaper();
    calls.atExit(engine.atExit());
    Hooks.start(engine); // last: from here on saves go our way
    tell(configuration, active(configuration, weaver.report(), observer));
    offSwitch.look(); // "active" alone would be a lie
  }

  private static void checkPlatform() {
    String system = System.getProperty("os.name");
    if (!system.equals("Linux")) {
      throw new UnsupportedOperationException(
          "this version knows Linux only, not " + system + "; take the agent out there");
    }
  }

  private static void removeOrphans(Configuration configuration, Orphans orphans) {
    for (Rule rule : configuration.rules()) {
      for (Root root : rule.roots()) {
        orphans.add(root.folder(), root.depth());
      }
    }
    if (!orphans.removeFor(ORPHANS_NANOS)) {
      Thread thread = new Thread(new Rest(orphans), "holdfast-recovery");
      thread.setDaemon(true);
      thread.setContextClassLoader(null);
      thread.start();
    }
  }

  /** What the start had no time for. */
  private static final class Rest implements Runnable {
    private final Orphans orphans;

    Rest(Orphans orphans) {
      this.orphans = orphans;
    }

    @Override
    public void run() {
      orphans.removeFor(Long.MAX_VALUE);
    }
  }

  private static void tell(Configuration configuration, String line) {
    if (!configuration.quiet()) {
      LastWords.say(line);
    }
  }

  private static String active(Configuration configuration, Report report, Observer observer) {
    int rules = configuration.rules().size();
    long orphans = observer.countOf(Event.ORPHAN_REMOVED);
    return "active, "
        + rules
        + (rules == 1 ? " rule" : " rules")
        + " of "
        + configuration.source()
        + ", "
        + report.woven().size()
        + " hooks, self-test passed"
        + (orphans == 0 ? "" : ", " + orphans + " left by a crash removed");
  }
}
