package dev.holdfast.core.fs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryFlag;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** An access control list as text: a line for each entry, its order kept; the name comes last. */
final class AclText {
  private AclText() {}

  static byte[] of(List<AclEntry> entries) {
    StringBuilder text = new StringBuilder();
    for (AclEntry entry : entries) {
      text.append(entry.type())
          .append(' ')
          .append(words(entry.permissions()))
          .append(' ')
          .append(words(entry.flags()))
          .append(' ')
          .append(entry.principal().getName())
          .append('\n');
    }
    return text.toString().getBytes(UTF_8);
  }

  /** Throws {@code UserPrincipalNotFoundException} for a name that is nobody's here. */
  static List<AclEntry> read(byte[] text, UserPrincipalLookupService known) throws IOException {
    List<AclEntry> entries = new ArrayList<>();
    for (String line : new String(text, UTF_8).split("\n")) {
      if (!line.isEmpty()) {
        String[] words = line.split(" ", 4);
        entries.add(
            AclEntry.newBuilder()
                .setType(AclEntryType.valueOf(words[0]))
                .setPermissions(of(AclEntryPermission.class, words[1]))
                .setFlags(of(AclEntryFlag.class, words[2]))
                .setPrincipal(principal(words[3], known))
                .build());
      }
    }
    return entries;
  }

  private static UserPrincipal principal(String name, UserPrincipalLookupService known)
      throws IOException {
    try {
      return known.lookupPrincipalByName(name);
    } catch (UserPrincipalNotFoundException noUser) {
      return known.lookupPrincipalByGroupName(name);
    }
  }

  /** Their names with commas between; "-" for none. */
  private static String words(Set<? extends Enum<?>> set) {
    StringBuilder words = new StringBuilder();
    for (Enum<?> one : set) {
      words.append(words.length() == 0 ? "" : ",").append(one.name());
    }
    return words.length() == 0 ? "-" : words.toString();
  }

  private static <E extends Enum<E>> Set<E> of(Class<E> type, String words) {
    Set<E> set = EnumSet.noneOf(type);
    if (!words.equals("-")) {
      for (String word : words.split(",")) {
        set.add(Enum.valueOf(type, word));
      }
    }
    return set;
  }
}
