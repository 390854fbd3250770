package dev.holdfast.it.libraries;

import dev.holdfast.it.libraries.Subject.Also;
import dev.holdfast.it.libraries.Subject.First;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import samples.Way.Kind;

/** The libraries. To turn on the strict checks of one, change its {@link Covers} to WHOLE. */
final class Subjects {
  private static final String[] JGIT = {"org.eclipse.jgit", "JavaEWAH", "slf4j-api", "slf4j-nop"};
  private static final String[] TOMCAT = {"tomcat-embed-core", "tomcat-annotations-api"};

  private Subjects() {}

  static List<Subject> all() {
    List<Subject> all = new ArrayList<>();
    all.addAll(overwriting());
    all.addAll(replacing());
    all.addAll(gaps());
    all.addAll(careful());
    return all;
  }

  private static Subject overwriting(String name, String driver, String target, String... jars) {
    return of(name, driver, 8, Map.of(target, Kind.OVERWRITES), First.CHECKED, jars);
  }

  private static Subject of(
      String name,
      String driver,
      int since,
      Map<String, Kind> targets,
      First first,
      String[] jars) {
    return new Subject(
        name, driver, List.of(jars), since, targets, first, Also.NONE, Covers.WHOLE, "");
  }

  private static Subject but(Covers covers, Also also, Subject s) {
    return new Subject(
        s.name(), s.driver(), s.jars(), s.since(), s.targets(), s.first(), also, covers, "");
  }

  /** The same with one more line in its rule. */
  private static Subject with(String ruleLine, Subject s) {
    return new Subject(
        s.name(),
        s.driver(),
        s.jars(),
        s.since(),
        s.targets(),
        s.first(),
        s.also(),
        s.covers(),
        ruleLine);
  }

  /** The library writes the target itself, from the first byte to the last. */
  private static List<Subject> overwriting() {
    return List.of(
        overwriting(
            "Jackson 2.17.2, ObjectMapper.writeValue",
            "Jackson",
            "state.json",
            "jackson-databind",
            "jackson-core",
            "jackson-annotations"),
        overwriting(
            "commons-configuration2 2.11.0, builder.save",
            "CommonsConfiguration",
            "app.properties",
            "commons-configuration2",
            "commons-lang3",
            "commons-text",
            "commons-logging",
            "commons-beanutils",
            "commons-collections"),
        overwriting("ini4j 0.5.4, Ini.store", "Ini4j", "app.ini", "ini4j"),
        overwriting("Ivy 2.5.2, PropertiesFile.save", "Ivy", "ivydata-1.0.properties", "ivy"),
        of(
            "Spring Integration 5.5.20, PropertiesPersistingMetadataStore.flush",
            "SpringMetadata",
            8,
            Map.of("metadata-store.properties", Kind.OVERWRITES),
            First.AS_STOCK,
            new String[] {"spring-integration-core", "spring-core", "spring-beans", "spring-jcl"}),
        overwriting(
            "Kafka Connect 3.7.1, FileOffsetBackingStore.save",
            "KafkaOffsets",
            "connect.offsets",
            "connect-runtime",
            "connect-api",
            "kafka-clients",
            "slf4j-api",
            "slf4j-nop"),
        overwriting("Tomcat 9.0.91, FileStore.save", "TomcatSession", "one.session", TOMCAT),
        overwriting(
            "Tomcat 9.0.91, StandardManager.unload", "TomcatSessions", "SESSIONS.ser", TOMCAT),
        overwriting(
            "H2 2.2.224, SortedProperties.store", "H2Properties", ".h2.server.properties", "h2"),
        overwriting(
            "POI 5.2.5, OPCPackage.close",
            "PoiPackage",
            "book.xlsx",
            "poi-ooxml",
            "poi",
            "commons-compress",
            "commons-io",
            "log4j-api",
            "commons-collections4",
            "xmlbeans"),
        overwriting("JDK, keytool", "Keytool", "keys.p12"));
  }

  /** The library writes a file of its own and renames it, nothing forced. */
  private static List<Subject> replacing() {
    return List.of(
        of(
            "JDK, Preferences.flush",
            "Prefs",
            8,
            Map.of(".java/.userPrefs/app/prefs.xml", Kind.REPLACES),
            First.AS_STOCK,
            new String[0]),
        but(
            Covers.WHOLE,
            new Also("zipfstmp.*", "its mode is set after it is written and closed"),
            of(
                "JDK, zip file system",
                "ZipFileSystem",
                8,
                Map.of("archive.zip", Kind.REPLACES),
                First.AS_STOCK,
                new String[0])),
        of(
            "JGit 5.13.3, FileBasedConfig.save",
            "JGitConfig",
            8,
            Map.of("config", Kind.REPLACES),
            First.CHECKED,
            JGIT),
        of(
            "JGit 5.13.3, Git.commit",
            "JGitCommit",
            8,
            Map.of(
                "state.txt",
                Kind.OVERWRITES,
                ".git/index",
                Kind.REPLACES,
                ".git/refs/heads/master",
                Kind.REPLACES),
            First.AS_STOCK,
            JGIT));
  }

  private static List<Subject> gaps() {
    return List.of(
        but(
            Covers.COMES_BACK,
            new Also(
                "tomcat-users.xml", "renamed twice, and known as forced only up to the first time"),
            of(
                "Tomcat 9.0.91, MemoryUserDatabase.save",
                "TomcatUsers",
                8,
                Map.of("tomcat-users.xml", Kind.REPLACES),
                First.CHECKED,
                TOMCAT)),
        but(
            Covers.DELETES_AND_RECOVERS,
            Also.NONE,
            of(
                "HSQLDB 2.7.3, CHECKPOINT",
                "Hsqldb",
                11,
                Map.of("db.script", Kind.REPLACES),
                First.AS_STOCK,
                new String[] {"hsqldb"})),
        but(
            Covers.COMES_BACK,
            Also.NONE,
            of(
                "zip4j 2.11.5, ZipFile.removeFile",
                "Zip4j",
                8,
                Map.of("archive.zip", Kind.REPLACES),
                First.AS_STOCK,
                new String[] {"zip4j"})),
        but(
            Covers.COMES_BACK,
            Also.NONE,
            overwriting("H2 2.2.224, SCRIPT TO", "H2Script", "backup.sql", "h2")),
        but(
            Covers.COMES_BACK,
            Also.NONE,
            overwriting("JDK, ImageIO.write", "ImageIo", "image.png")),
        but(Covers.NOT_YET_IN_PLACE, Also.NONE, mavenResolver()),
        with(
            "in-place: shadow",
            but(
                Covers.IN_A_JOURNAL,
                new Also("\\.holdfast-j-.*", "the journal: once with its bytes, once without"),
                mavenResolver())));
  }

  private static Subject mavenResolver() {
    return overwriting(
        "Maven resolver 1.9.20, DefaultTrackingFileManager.update",
        "MavenResolver",
        "_remote.repositories",
        "maven-resolver-impl",
        "maven-resolver-api",
        "maven-resolver-spi",
        "maven-resolver-util",
        "slf4j-api",
        "slf4j-nop");
  }

  /** They have no target: whatever files they have are their own affair. */
  private static List<Subject> careful() {
    return List.of(
        but(
            Covers.OWN_CARE,
            new Also(
                "_\\d+(\\.(fdx|fdm|fdt|fnm)|_Lucene90FieldsIndex.*\\.tmp)",
                "parts of a segment, gone before the commit: made exclusively, so forced at close"),
            of(
                "Lucene 9.11.1, IndexWriter.commit",
                "Lucene",
                11,
                Map.of(),
                First.AS_STOCK,
                new String[] {"lucene-core"})),
        but(
            Covers.OWN_CARE,
            Also.NONE,
            of(
                "H2 2.2.224, MVStore.commit",
                "H2MvStore",
                8,
                Map.of(),
                First.AS_STOCK,
                new String[] {"h2"})),
        but(
            Covers.OWN_CARE,
            new Also(
                "db/db\\.lck|db/log/log1\\.dat",
                "the lock is deleted before it is closed; the log, written through, is closed"),
            of(
                "Derby 10.14.2.0, a transaction",
                "Derby",
                8,
                Map.of(),
                First.AS_STOCK,
                new String[] {"derby"})),
        but(
            Covers.OWN_CARE,
            Also.NONE,
            of(
                "ZooKeeper 3.9.2, AtomicFileOutputStream",
                "ZooKeeperFile",
                8,
                Map.of("currentEpoch", Kind.FORCES_AND_REPLACES),
                First.CHECKED,
                new String[] {"zookeeper", "slf4j-api", "slf4j-nop"})));
  }
}
