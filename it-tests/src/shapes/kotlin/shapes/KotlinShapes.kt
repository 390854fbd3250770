package shapes

import java.io.EOFException
import java.io.File
import java.io.FileOutputStream
import java.io.IOException
import java.io.OutputStream
import samples.shapes.Catalogue
import samples.shapes.Ending
import samples.shapes.Job
import samples.shapes.Shape
import samples.shapes.Shapes

/** What Kotlin and its standard library make of it. */
class KotlinShapes : Catalogue {
  override fun addTo(shapes: Shapes) {
    shapes.add("Kotlin use", Ending.OLD, Shape(::useIt))
    shapes.add("Kotlin use, nested", Ending.OLD, Shape(::nestedUse))
    shapes.add("Kotlin bufferedWriter().use", Ending.OLD, Shape(::bufferedWriterUse))
    shapes.add("Kotlin try, finally", Ending.OLD, Shape(::tryFinally))
    shapes.add("Kotlin try as an expression", Ending.KEPT, Shape(::tryExpression))
    shapes.add("Kotlin runCatching around use", Ending.OLD, Shape(::runCatchingAroundUse))
    shapes.add("Kotlin runCatching, then close", Ending.PART, Shape(::runCatchingThenClose))
    shapes.add("Kotlin forEach inside use", Ending.OLD, Shape(::forEachInsideUse))
    shapes.add("Kotlin sequence inside use", Ending.OLD, Shape(::sequenceInsideUse))
    shapes.add("Kotlin return out of use", Ending.OLD, Shape { job -> returnOutOfUse(job) })
    shapes.add("Kotlin exception caught in the loop", Ending.NEW, Shape(::caughtInLoop))
    shapes.add("Kotlin loop ended by EOFException", Ending.NEW, Shape(::endOfFile))
    shapes.add("Kotlin let, also, use", Ending.OLD, Shape(::scopeFunctions))
    shapes.add("Kotlin writeText of a failing text", Ending.NEW, Shape(::writeText))
  }

  private fun useIt(job: Job) =
    FileOutputStream(job.file).use { out ->
      out.write(job.head)
      job.trouble()
      out.write(job.tail)
    }

  private fun nestedUse(job: Job) =
    FileOutputStream(job.file).use { out ->
      out.write(job.head)
      job.tail.inputStream().use { rest ->
        job.trouble()
        rest.copyTo(out)
      }
    }

  private fun bufferedWriterUse(job: Job) =
    job.file.bufferedWriter().use { out ->
      out.write(job.headText())
      job.trouble()
      out.write(job.tailText())
    }

  private fun tryFinally(job: Job) {
    val out = FileOutputStream(job.file)
    try {
      out.write(job.head)
      job.trouble()
      out.write(job.tail)
    } finally {
      out.close()
    }
  }

  private fun tryExpression(job: Job) {
    val out = FileOutputStream(job.file)
    val done =
      try {
        out.write(job.head)
        job.trouble()
        out.write(job.tail)
        true
      } catch (failure: IOException) {
        failure.message == null
      } finally {
        out.close()
      }
    check(done != job.isInTrouble)
  }

  private fun runCatchingAroundUse(job: Job) {
    val result = runCatching { useIt(job) }
    check(result.isFailure == job.isInTrouble)
  }

  private fun runCatchingThenClose(job: Job) {
    val out = FileOutputStream(job.file)
    val result = runCatching {
      out.write(job.head)
      job.trouble()
      out.write(job.tail)
    }
    out.close()
    check(result.isFailure == job.isInTrouble)
  }

  private fun forEachInsideUse(job: Job) =
    FileOutputStream(job.file).use { out ->
      listOf(job.head, ByteArray(0), job.tail).forEach { piece ->
        if (piece.isEmpty()) job.trouble()
        out.write(piece)
      }
    }

  private fun sequenceInsideUse(job: Job) =
    FileOutputStream(job.file).use { out ->
      sequence {
          yield(job.head)
          job.trouble()
          yield(job.tail)
        }
        .forEach(out::write)
    }

  private fun returnOutOfUse(job: Job): Int {
    FileOutputStream(job.file).use { out ->
      out.write(job.head)
      job.trouble()
      out.write(job.tail)
      return job.tail.size
    }
  }

  private fun caughtInLoop(job: Job) =
    FileOutputStream(job.file).use { out ->
      for (piece in listOf(job.head, job.tail)) {
        try {
          job.trouble()
        } catch (skipped: IOException) {
          check(skipped.message != null)
        }
        out.write(piece)
      }
    }

  private fun endOfFile(job: Job) {
    val out = FileOutputStream(job.file)
    val pieces = listOf(job.head, job.tail).iterator()
    try {
      while (true) {
        out.write(if (pieces.hasNext()) pieces.next() else throw EOFException("end"))
      }
    } catch (end: EOFException) {
      check(end.message != null)
    } finally {
      out.close()
    }
  }

  private fun scopeFunctions(job: Job) =
    job.file.let { file: File -> FileOutputStream(file) }.also { it.write(job.head) }.use {
      out: OutputStream ->
      job.trouble()
      out.write(job.tail)
    }

  /** The trouble comes when all is closed. */
  private fun writeText(job: Job) {
    job.file.writeText(job.headText() + job.tailText())
    job.trouble()
  }
}
