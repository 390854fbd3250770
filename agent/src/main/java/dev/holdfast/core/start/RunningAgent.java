package dev.holdfast.core.start;

import dev.holdfast.boot.ExitHook;
import dev.holdfast.boot.Floor;
import dev.holdfast.boot.Hooks;
import dev.holdfast.boot.LastWords;
import dev.holdfast.boot.SystemCalls;
import dev.holdfast.core.cli.Version;
import dev.holdfast.core.config.Configuration;
import dev.holdfast.core.config.ConfigurationException;
import dev.holdfast.core.config.Environment;
import dev.holdfast.core.config.Mode;
import dev.holdfast.core.config.Reload;
import dev.holdfast.core.config.StatePath;
import dev.holdfast.core.control.Answer;
import dev.holdfast.core.control.ControlFolder;
import dev.holdfast.core.control.ControlThread;
import dev.holdfast.core.control.Controlled;
import dev.holdfast.core.control.ProcessName;
import dev.holdfast.core.fs.Channels;
import dev.holdfast.core.fs.UnixFs;
import dev.holdfast.core.guard.Abandonment;
import dev.holdfast.core.observe.Event;
import dev.holdfast.core.observe.Observer;
import dev.holdfast.core.save.Owner;
import dev.holdfast.core.save.SaveEngine;
import dev.holdfast.core.save.ShadowName;
import dev.holdfast.core.save.StateFolder;
import dev.holdfast.core.weave.Jdk;
import dev.holdfast.core.weave.SelfTest;
import dev.holdfast.core.weave.Stacks;
import dev.holdfast.core.weave.SystemCallBridges;
import dev.holdfast.core.weave.Weaver;
import dev.holdfast.core.weave.WeavingException;
import java.io.File;
import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;

/** The agent in this JVM, from its start to its detach. */
final class RunningAgent implements Controlled {
  /** How long one request may wait for saves that are open. */
  private static final long PATIENCE_NANOS = 100_000_000L;

  private final Launch launch;
  private final UnixFs fs;
  private final Observer observer;
  private final Weaver weaver;
  private final RuleProtection protection;
  private final SaveEngine engine;
  private final Observation observation;
  private final OrphanSearch orphans;
  private final StateFolder stateFolder;
  private final ControlThread control;
  private final long startedMillis = System.currentTimeMillis();

  // The thread that answers requests is the only one to change them.
  private volatile Configuration configuration;
  private ConfigurationWatch watchOrNull;
  private boolean isVersionTold;

  /** Protects nothing before {@link #begin}. */
  private RunningAgent(Launch launch, Configuration configuration) throws Exception {
    this.launch = launch;
    this.configuration = configuration;
    Jdk jdk = Jdk.open(launch.instrumentation);
    SystemCalls calls = SystemCallBridges.define(jdk);
    // Where the kernel starts; the property user.dir may say something else, and java.io ignores
    // it.
    fs =
        new UnixFs(
            calls,
            SystemCallBridges.fileSystem(calls),
            new File("/proc/self/cwd").getCanonicalPath());
    observer = new Observer();
    OffSwitch offSwitch =
        new OffSwitch(configuration.folder(), Environment.ofThisProcess(), observer);
    protection = new RuleProtection(configuration, offSwitch, observer);
    Owner self = Owner.ofThisProcess(fs.link("/proc/self/ns/pid"));
    String process = fs.link("/proc/self");
    orphans = new OrphanSearch(fs, self, observer);
    stateFolder = new StateFolder(fs, stateFolderOf(configuration));
    control = new ControlThread(this);
    weaver = Weaver.install(jdk);
    try {
      Abandonment abandonment = new Abandonment(Stacks.of(jdk), new ClassFiles(weaver));
      engine =
          new SaveEngine(
              fs,
              new Channels(),
              protection,
              observer,
              new ShadowName(self),
              stateFolder,
              System.getProperty("os.version"),
              abandonment);
      observation =
          new Observation(observer, weaver.sightings(), new OpenSaves(engine), fs, process);
      SelfTest.quick(weaver);
    } catch (Throwable failure) {
      weaver.remove();
      throw failure;
    }
    if (Floor.takesExitHook()) {
      calls.atExit(new ExitHook());
    }
  }

  private static String stateFolderOf(Configuration configuration) {
    return StatePath.of(configuration, Environment.ofThisProcess());
  }

  /** How many there are; no lambda, which costs milliseconds at start. */
  private static final class OpenSaves implements IntSupplier {
    private final SaveEngine engine;

    OpenSaves(SaveEngine engine) {
      this.engine = engine;
    }

    @Override
    public int getAsInt() {
      return engine.open().size();
    }
  }

  /** On throw nothing is woven, and nothing was changed but properties of the system. */
  static RunningAgent start(Launch launch, Configuration configuration) throws Exception {
    AgentState.STARTING.tell();
    checkPlatform();
    if (!Floor.isLaidBy(launch.floor)) {
      throw new IllegalStateException(
          "another build of Holdfast has been in this JVM, and parts of it stay as long as the JVM"
              + " lives; restart the application to use "
              + launch.jar);
    }
    RunningAgent agent = new RunningAgent(launch, configuration);
    try {
      agent.begin();
    } catch (Throwable failure) {
      Hooks.stop();
      agent.weaver.remove();
      throw failure;
    }
    return agent;
  }

  private static void checkPlatform() {
    String system = System.getProperty("os.name");
    if (!system.equals("Linux")) {
      throw new UnsupportedOperationException(
          "this version knows Linux only, not " + system + "; take the agent out there");
    }
  }

  private void begin() {
    observation.start(configuration);
    orphans.removeOf(configuration, stateFolderOf(configuration));
    engine.startReaper();
    Hooks.start(engine); // last: from here on saves go our way
    control.start();
    AgentState.tell("jar", launch.jar);
    AgentState.tell("hooks", weaver.report().woven().size());
    AgentState.tell("self-test", "passed");
    tellConfiguration();
    AgentState.ACTIVE.tell();
    say(active());
    protection.offSwitch().look(); // "active" alone would be a lie
  }

  private String active() {
    long removed =
        observer.countOf(Event.ORPHAN_REMOVED)
            + observer.countOf(Event.RECOVERED)
            + observer.countOf(Event.TORN_TAIL_CUT);
    return "active, "
        + rules()
        + ", "
        + weaver.report().woven().size()
        + " hooks, self-test passed"
        + (removed == 0 ? "" : ", " + removed + " left by a crash recovered or removed");
  }

  private String rules() {
    int count = configuration.rules().size();
    return count + (count == 1 ? " rule" : " rules") + " of " + configuration.source();
  }

  private void tellConfiguration() {
    String file = configuration.fileOrNull();
    AgentState.tell("configuration", file == null ? configuration.source() : file);
    AgentState.tell("rules", configuration.rules().size());
  }

  private void say(String line) {
    if (!configuration.quiet()) {
      LastWords.say(line);
    }
  }

  /** Returns when the agent can be asked, or can't be and has said so. */
  void awaitControl() throws InterruptedException {
    control.awaitReady();
  }

  @Override
  public ControlFolder folder() throws IOException {
    watchIfAsked();
    return new ControlFolder(fs.privateFolder("/tmp/holdfast-" + fs.user()), ProcessName.ofThis());
  }

  private void watchIfAsked() {
    try {
      if (configuration.reload() == Reload.AUTO) {
        watchOrNull = new ConfigurationWatch(fs, configuration.fileOrNull());
      }
    } catch (IOException failure) {
      cannotWatch(failure);
    }
  }

  private void cannotWatch(IOException failure) {
    observer.tellOnce(
        "watch " + failure,
        configuration.source()
            + " can't be watched for changes: "
            + failure.getMessage()
            + "; the command reload still reads it");
  }

  @Override
  public void ready(String folder) {
    AgentState.tell("control", folder);
  }

  @Override
  public void failed(Throwable why) {
    String reason = why instanceof IOException ? why.getMessage() : why.toString();
    AgentState.tell("control", "none: " + reason);
    LastWords.say(
        "status, reload and detach don't work for this JVM: "
            + reason
            + "; saves are protected all the same");
  }

  @Override
  public Answer status() {
    tellVersion();
    return new Answer(
        Answer.Word.DONE,
        new StatusText(launch, configuration, weaver.report(), engine, startedMillis).toJson());
  }

  @Override
  public Answer reload() {
    if (protection.hasEnded()) {
      return new Answer(Answer.Word.FAILED, "a detach is under way: " + stillOpen());
    }
    if (configuration.fileOrNull() == null) {
      return new Answer(
          Answer.Word.FAILED,
          "there is no file to read again: the agent was started with protect=GLOB");
    }
    Configuration fresh;
    try {
      // Before it is read: a change meanwhile is seen as one.
      watchOrNull = new ConfigurationWatch(fs, configuration.fileOrNull());
      fresh = launch.read();
      protection.take(fresh);
    } catch (ConfigurationException wrong) {
      return new Answer(Answer.Word.WRONG, wrong.getMessage());
    } catch (IOException | UnsupportedOperationException failure) {
      return new Answer(Answer.Word.FAILED, failure.getMessage());
    }
    configuration = fresh;
    observation.start(fresh);
    tellConfiguration();
    (fresh.mode() == Mode.OFF ? AgentState.OFF : AgentState.ACTIVE).tell();
    stateFolder.move(stateFolderOf(fresh));
    orphans.removeOf(fresh, stateFolderOf(fresh));
    String done =
        fresh.mode() == Mode.OFF
            ? "off, as " + fresh.source() + " says; nothing is protected from now on"
            : "configuration read again, " + rules();
    say(done);
    return new Answer(Answer.Word.DONE, done);
  }

  @Override
  public void tick() {
    engine.tick();
    observation.tick();
    tellVersion();
    if (watchOrNull != null && configuration.reload() == Reload.AUTO) {
      reloadIfChanged(watchOrNull);
    }
  }

  /** Not at the start: to read it out of the jar takes milliseconds. */
  private void tellVersion() {
    if (!isVersionTold) {
      isVersionTold = true;
      try {
        AgentState.tell("version", Version.of(launch.jar));
      } catch (IOException failure) {
        observer.tellOnce("version", "no version can be read in " + launch.jar + ": " + failure);
      }
    }
  }

  private void reloadIfChanged(ConfigurationWatch watch) {
    try {
      if (!watch.hasChanged()) {
        return;
      }
    } catch (IOException failure) {
      cannotWatch(failure);
      return;
    }
    Answer answer = reload();
    if (answer.word() != Answer.Word.DONE) {
      LastWords.say(
          "the configuration has changed and can't be used; the one before stays in force");
      LastWords.sayAsIs(answer.text());
    }
  }

  @Override
  public Answer detach() {
    protection.end();
    AgentState.DETACHING.tell();
    if (!isIdleSoon()) {
      return new Answer(Answer.Word.PENDING, stillOpen());
    }
    Hooks.stop();
    Answer answer;
    try {
      weaver.remove();
      answer = new Answer(Answer.Word.DONE, "detached; saves are as the stock JDK's");
    } catch (WeavingException failure) {
      answer =
          new Answer(
              Answer.Word.FAILED,
              "detached; saves are as the stock JDK's, but hooks that do nothing stay: " + failure);
    }
    stopThreads();
    say(answer.text());
    observation.stop(); // after the log's last line
    AgentState.forget();
    AgentState.DETACHED.tell();
    return answer;
  }

  /** Most saves take milliseconds: who asked need not ask again for those. */
  private boolean isIdleSoon() {
    long start = System.nanoTime();
    while (!engine.endIfIdle()) {
      if (System.nanoTime() - start > PATIENCE_NANOS) {
        return false;
      }
      LockSupport.parkNanos(1_000_000);
    }
    return true;
  }

  private String stillOpen() {
    return new OpenText(engine.open()).toString();
  }

  private void stopThreads() {
    try {
      engine.stopReaper();
      orphans.stop();
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt(); // they end by themselves
    }
  }

  @Override
  public void end() {
    launch.end();
  }
}
