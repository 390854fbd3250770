package dev.holdfast.core.fs;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.List;

/** Names are given, changed and taken away, by way of java.nio.file alone. */
abstract class PortableNames extends PortablePlaces {
  final Replacing replacing;

  PortableNames(
      FileSystem system,
      FileSystemProvider provider,
      Machine machine,
      OpenNumbers numbers,
      Replacing replacing) {
    super(system, provider, machine, numbers);
    this.replacing = replacing;
  }

  @Override
  public void replace(int folder, Name from, Name to) throws IOException {
    replace(in(folder, from), in(folder, to));
  }

  @Override
  public void replace(Place from, Place to) throws IOException {
    replace(from.path(), to.path());
  }

  @Override
  public void move(int fromFolder, Name from, int toFolder, Name to) throws IOException {
    replace(in(fromFolder, from), in(toFolder, to));
  }

  private void replace(Path from, Path to) throws IOException {
    replacing.replace(from, to);
    numbers.renamed(from, to);
  }

  @Override
  public void link(int fromFolder, Name from, int toFolder, Name to) throws IOException {
    provider.createLink(in(toFolder, to), in(fromFolder, from));
  }

  @Override
  public void makeFolder(int folder, Name name, int permissions) throws IOException {
    provider.createDirectory(in(folder, name), mode(permissions));
  }

  @Override
  public void removeFolder(int folder, Name name) throws IOException {
    remove(folder, name);
  }

  @Override
  public void remove(int folder, Name name) throws IOException {
    Path path = in(folder, name);
    replacing.remove(path);
    numbers.removed(path);
  }

  @Override
  public String[] namesOrNull(String folder) {
    try {
      return texts(entries(system.getPath(folder)));
    } catch (IOException notListed) {
      return null;
    }
  }

  @Override
  public String[] names(int folder) throws IOException {
    return texts(entries(folder));
  }

  private static String[] texts(List<Name> names) {
    String[] texts = new String[names.size()];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = names.get(i).toString();
    }
    return texts;
  }

  @Override
  public List<Name> entries(int folder) throws IOException {
    return entries(numbers.get(folder).path());
  }

  private List<Name> entries(Path folder) throws IOException {
    List<Name> names = new ArrayList<>();
    try (DirectoryStream<Path> paths = provider.newDirectoryStream(folder, new All())) {
      for (Path path : paths) {
        names.add(nameOf(path.getFileName()));
      }
    } catch (DirectoryIteratorException failure) {
      throw failure.getCause();
    }
    return names;
  }

  private static final class All implements DirectoryStream.Filter<Path> {
    @Override
    public boolean accept(Path entry) {
      return true;
    }
  }

  /** None where files are made with the rights that their folder gives. */
  final FileAttribute<?>[] mode(int permissions) {
    if (machine.rights == Machine.Rights.DOS) {
      return new FileAttribute<?>[0];
    }
    StringBuilder text = new StringBuilder("rwxrwxrwx");
    for (int bit = 0; bit < text.length(); bit++) {
      if ((permissions & 0400 >> bit) == 0) {
        text.setCharAt(bit, '-');
      }
    }
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text.toString()))
    };
  }
}
