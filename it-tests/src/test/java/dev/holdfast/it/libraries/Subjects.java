package dev.holdfast.it.libraries;

import dev.holdfast.it.libraries.Subject.First;
import java.util.List;
import java.util.Map;
import samples.Way.Kind;

/** The libraries. To turn on the strict checks of one, change its last word to WHOLE. */
final class Subjects {
  private Subjects() {}

  /** Written by the library itself, from the first byte to the last. */
  private static Subject overwriting(String name, String driver, String target, String... jars) {
    Map<String, Kind> targets = Map.of(target, Kind.OVERWRITES);
    return new Subject(name, driver, List.of(jars), 8, targets, First.CHECKED, 2, Covers.WHOLE);
  }

  private static Subject of(
      String name,
      String driver,
      int since,
      Map<String, Kind> targets,
      First first,
      int forces,
      Covers covers,
      String... jars) {
    return new Subject(name, driver, List.of(jars), since, targets, first, forces, covers);
  }

  static List<Subject> all() {
    return List.of(
        overwriting(
            "Jackson 2.17.2",
            "Jackson",
            "state.json",
            "jackson-databind",
            "jackson-core",
            "jackson-annotations"),
        overwriting(
            "commons-configuration2 2.11.0",
            "CommonsConfiguration",
            "app.properties",
            "commons-configuration2",
            "commons-lang3",
            "commons-text",
            "commons-logging",
            "commons-beanutils",
            "commons-collections"),
        overwriting("ini4j 0.5.4", "Ini4j", "app.ini", "ini4j"),
        overwriting("Ivy 2.5.2", "Ivy", "ivydata-1.0.properties", "ivy"),
        overwriting(
            "Spring Integration 5.5.20, metadata store",
            "SpringMetadata",
            "metadata-store.properties",
            "spring-integration-core",
            "spring-core",
            "spring-beans",
            "spring-jcl"),
        overwriting(
            "Kafka Connect 3.7.1, FileOffsetBackingStore",
            "KafkaOffsets",
            "connect.offsets",
            "connect-runtime",
            "connect-api",
            "kafka-clients",
            "slf4j-api",
            "slf4j-nop"),
        overwriting(
            "Tomcat 9.0.91, FileStore",
            "TomcatSession",
            "one.session",
            "tomcat-embed-core",
            "tomcat-annotations-api"),
        overwriting("H2 2.2.224, settings", "H2Properties", ".h2.server.properties", "h2"),
        overwriting("keytool", "Keytool", "keys.p12"),
        of(
            "POI 5.2.5, OPCPackage",
            "PoiPackage",
            8,
            Map.of("book.xlsx", Kind.OVERWRITES),
            First.CHECKED,
            2,
            Covers.WHOLE,
            "poi-ooxml",
            "poi",
            "commons-compress",
            "commons-io",
            "log4j-api",
            "commons-collections4",
            "xmlbeans"),
        of(
            "java.util.prefs",
            "Prefs",
            8,
            Map.of(".java/.userPrefs/app/prefs.xml", Kind.REPLACES),
            First.CHECKED,
            2,
            Covers.WHOLE),
        of(
            "zip file system",
            "ZipFileSystem",
            8,
            Map.of("archive.zip", Kind.OVERWRITES),
            First.AS_STOCK,
            2,
            Covers.WHOLE),
        of(
            "JGit 5.13.3, config",
            "JGitConfig",
            8,
            Map.of("config", Kind.REPLACES),
            First.CHECKED,
            2,
            Covers.WHOLE,
            "org.eclipse.jgit",
            "JavaEWAH",
            "slf4j-api",
            "slf4j-nop"),
        of(
            "JGit 5.13.3, commit",
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
            2,
            Covers.WHOLE,
            "org.eclipse.jgit",
            "JavaEWAH",
            "slf4j-api",
            "slf4j-nop"),
        of(
            "Tomcat 9.0.91, MemoryUserDatabase",
            "TomcatUsers",
            8,
            Map.of("tomcat-users.xml", Kind.REPLACES),
            First.CHECKED,
            2,
            Covers.NOT_YET_MOVES_AWAY,
            "tomcat-embed-core",
            "tomcat-annotations-api"),
        of(
            "HSQLDB 2.7.3, CHECKPOINT",
            "Hsqldb",
            11,
            Map.of("db.script", Kind.FORCES_AND_REPLACES, "db.properties", Kind.REPLACES),
            First.AS_STOCK,
            2,
            Covers.NOT_YET_DELETE_THEN_RENAME,
            "hsqldb"),
        of(
            "zip4j 2.11.5, removeFile",
            "Zip4j",
            8,
            Map.of("archive.zip", Kind.REPLACES),
            First.AS_STOCK,
            2,
            Covers.NOT_YET_DELETE_THEN_RENAME,
            "zip4j"),
        of(
            "H2 2.2.224, SCRIPT TO",
            "H2Script",
            8,
            Map.of("backup.sql", Kind.OVERWRITES),
            First.CHECKED,
            2,
            Covers.NOT_YET_DELETE_THEN_WRITE,
            "h2"),
        of(
            "Maven resolver 1.9.20, tracking files",
            "MavenResolver",
            8,
            Map.of("_remote.repositories", Kind.OVERWRITES),
            First.CHECKED,
            2,
            Covers.NOT_YET_IN_PLACE,
            "maven-resolver-impl",
            "maven-resolver-api",
            "maven-resolver-spi",
            "maven-resolver-util",
            "slf4j-api",
            "slf4j-nop"),
        of(
            "Lucene 9.11.1, commit",
            "Lucene",
            11,
            Map.of("segments_3", Kind.FORCES_AND_REPLACES),
            First.AS_STOCK,
            0,
            Covers.OWN_CARE,
            "lucene-core"),
        of(
            "H2 2.2.224, MVStore",
            "H2MvStore",
            8,
            Map.of("store.mv", Kind.OVERWRITES),
            First.AS_STOCK,
            0,
            Covers.OWN_CARE,
            "h2"),
        of(
            "Derby 10.14.2.0",
            "Derby",
            8,
            Map.of("db/service.properties", Kind.OVERWRITES),
            First.AS_STOCK,
            0,
            Covers.OWN_CARE,
            "derby"),
        of(
            "ZooKeeper 3.9.2, AtomicFileOutputStream",
            "ZooKeeperFile",
            8,
            Map.of("currentEpoch", Kind.FORCES_AND_REPLACES),
            First.CHECKED,
            2,
            Covers.OWN_CARE,
            "zookeeper",
            "slf4j-api",
            "slf4j-nop"));
  }
}
