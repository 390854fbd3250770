package dev.holdfast.core.save;

import dev.holdfast.core.fs.Fs;
import dev.holdfast.core.fs.Place;
import dev.holdfast.core.fs.Stat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The open files of a place, by whatever path they were opened. */
final class OpenPlaces {
  private final Fs fs;
  private final OpenFiles openFiles;

  OpenPlaces(Fs fs, OpenFiles openFiles) {
    this.fs = fs;
    this.openFiles = openFiles;
  }

  /** The shadowed saves of the file at {@code place}; none where its folder can't be looked at. */
  List<OpenFiles.Entry> shadowsOf(Place place) {
    List<OpenFiles.Entry> shadows = new ArrayList<>();
    Stat folder;
    try {
      folder = fs.folderOrNull(place);
    } catch (IOException stockFailsToo) {
      return shadows;
    }
    for (OpenFiles.Entry entry : openFiles.all()) {
      if (entry.file.isShadowed() && isOf(entry.file, place, folder)) {
        shadows.add(entry);
      }
    }
    return shadows;
  }

  /** Whether this process has the file open for writing: a copy would part the two. */
  boolean isOpen(Place named) throws IOException {
    if (openFiles.isEmpty()) {
      return false;
    }
    Place place = fs.resolve(named);
    Stat folder = fs.folderOrNull(place);
    for (OpenFiles.Entry entry : openFiles.all()) {
      if (isOf(entry.file, place, folder)) {
        return true;
      }
    }
    return false;
  }

  private boolean isOf(OpenFile file, Place place, Stat folderOrNull) {
    if (folderOrNull == null || !file.place().name().equals(place.name())) {
      return false;
    }
    int its = file.folder();
    try {
      return its >= 0 && fs.stat(its).isSameFile(folderOrNull);
    } catch (IOException endedMeanwhile) {
      return false;
    }
  }
}
