package dev.holdfast.core.fs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/** Passes all on, but for {@link #force}, which is its maker's. */
abstract class PassingChannel extends FileChannel {
  private final FileChannel next;

  PassingChannel(FileChannel next) {
    this.next = next;
  }

  @Override
  public abstract void force(boolean metadata) throws IOException;

  @Override
  public int read(ByteBuffer to) throws IOException {
    return next.read(to);
  }

  @Override
  public long read(ByteBuffer[] to, int offset, int length) throws IOException {
    return next.read(to, offset, length);
  }

  @Override
  public int write(ByteBuffer from) throws IOException {
    return next.write(from);
  }

  @Override
  public long write(ByteBuffer[] from, int offset, int length) throws IOException {
    return next.write(from, offset, length);
  }

  @Override
  public long position() throws IOException {
    return next.position();
  }

  @Override
  public FileChannel position(long position) throws IOException {
    next.position(position);
    return this;
  }

  @Override
  public long size() throws IOException {
    return next.size();
  }

  @Override
  public FileChannel truncate(long size) throws IOException {
    next.truncate(size);
    return this;
  }

  @Override
  public long transferTo(long position, long count, WritableByteChannel to) throws IOException {
    return next.transferTo(position, count, to);
  }

  @Override
  public long transferFrom(ReadableByteChannel from, long position, long count) throws IOException {
    return next.transferFrom(from, position, count);
  }

  @Override
  public int read(ByteBuffer to, long position) throws IOException {
    return next.read(to, position);
  }

  @Override
  public int write(ByteBuffer from, long position) throws IOException {
    return next.write(from, position);
  }

  @Override
  public MappedByteBuffer map(MapMode mode, long position, long size) throws IOException {
    return next.map(mode, position, size);
  }

  @Override
  public FileLock lock(long position, long size, boolean shared) throws IOException {
    return next.lock(position, size, shared);
  }

  @Override
  public FileLock tryLock(long position, long size, boolean shared) throws IOException {
    return next.tryLock(position, size, shared);
  }

  @Override
  protected void implCloseChannel() throws IOException {
    next.close();
  }
}
