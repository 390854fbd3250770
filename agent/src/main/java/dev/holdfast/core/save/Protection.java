package dev.holdfast.core.save;

/** Which files are protected, and how. */
public interface Protection {
  /**
   * The policy for {@code path}, as the application gave it; null if it is not protected. Called at
   * every open for writing: must not allocate where the answer is null.
   */
  Policy policyOrNull(String path);
}
