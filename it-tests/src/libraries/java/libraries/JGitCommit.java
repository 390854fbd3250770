package libraries;

import java.io.File;
import java.io.FileOutputStream;
import java.nio.charset.StandardCharsets;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/** {@code Git.add} and {@code Git.commit}: objects, index, reference. */
public final class JGitCommit implements Library {
  private static final String FILE = "state.txt";

  @Override
  public void save(File folder, int version) throws Exception {
    File repository = new File(folder, ".git");
    try (Git git =
        repository.exists()
            ? Git.open(folder)
            : Git.init().setDirectory(folder).call()) {
      try (FileOutputStream out = new FileOutputStream(new File(folder, FILE))) {
        out.write(Entries.text(version).getBytes(StandardCharsets.UTF_8));
      }
      git.add().addFilepattern(FILE).call();
      git.commit()
          .setMessage("version " + version)
          .setAuthor("a", "a@example.org")
          .setCommitter("a", "a@example.org")
          .setSign(false)
          .call();
    }
  }

  /** Of the last commit, all of whose objects, and those before it, must be readable. */
  @Override
  public int load(File folder) throws Exception {
    try (Git git = Git.open(folder);
        RevWalk walk = new RevWalk(git.getRepository())) {
      Repository repository = git.getRepository();
      ObjectId head = repository.resolve(Constants.HEAD);
      RevCommit last = walk.parseCommit(head);
      int version = version(repository, last);
      int expected = version;
      walk.markStart(last);
      for (RevCommit commit : walk) {
        if (version(repository, commit) != expected--) {
          throw new java.io.IOException(commit + " is not version " + (expected + 1));
        }
      }
      if (!git.status().call().getConflicting().isEmpty()) {
        throw new java.io.IOException("the index has conflicts");
      }
      return version;
    }
  }

  private static int version(Repository repository, RevCommit commit) throws Exception {
    try (TreeWalk file = TreeWalk.forPath(repository, FILE, commit.getTree())) {
      byte[] bytes = repository.open(file.getObjectId(0)).getBytes();
      return Entries.versionOf(new String(bytes, StandardCharsets.UTF_8));
    }
  }
}
