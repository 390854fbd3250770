package shapes

import java.io.{FileOutputStream, IOException, OutputStream}
import samples.shapes.{Catalogue, Ending, Job, Shapes}
import scala.util.Using
import scala.util.control.NonFatal

/**
 * What Scala and its standard library make of it. The compiler lets catch blocks flow into the same
 * finally code as the body: there the two can't be told apart.
 */
final class ScalaShapes extends Catalogue {
  override def addTo(shapes: Shapes): Unit = {
    shapes.add("Scala Using", Ending.OLD, job => using(job))
    shapes.add("Scala Using.resource", Ending.OLD, job => usingResource(job))
    shapes.add("Scala Using.Manager", Ending.PART, job => usingManager(job))
    shapes.add("Scala Using.resources", Ending.OLD, job => usingResources(job))
    shapes.add("Scala try, finally", Ending.OLD, job => tryFinally(job))
    shapes.add("Scala catch NonFatal, throw", Ending.OLD, job => nonFatal(job))
    shapes.add("Scala catch { log } finally", Ending.PART, job => catchLog(job))
    shapes.add("Scala foreach inside", Ending.OLD, job => foreachInside(job))
    shapes.add("Scala loan pattern", Ending.OLD, job => loan(job))
    shapes.add("Scala exception caught in the loop", Ending.NEW, job => caughtInLoop(job))
  }

  private def write(job: Job, out: OutputStream): Unit = {
    out.write(job.head)
    job.trouble()
    out.write(job.tail)
  }

  private def using(job: Job): Unit =
    assert(Using(new FileOutputStream(job.file))(write(job, _)).isFailure == job.isInTrouble)

  private def usingResource(job: Job): Unit =
    Using.resource(new FileOutputStream(job.file)) { out =>
      out.write(job.head)
      job.trouble()
      out.write(job.tail)
    }

  private def usingManager(job: Job): Unit = {
    val result = Using.Manager { use =>
      val out = use(new FileOutputStream(job.file))
      write(job, out)
    }
    assert(result.isFailure == job.isInTrouble)
  }

  private def usingResources(job: Job): Unit =
    Using.resources(new FileOutputStream(job.file), new java.io.ByteArrayOutputStream()) {
      (out, copy) =>
        copy.write(job.head)
        write(job, out)
    }

  private def tryFinally(job: Job): Unit = {
    val out = new FileOutputStream(job.file)
    try write(job, out)
    finally out.close()
  }

  private def nonFatal(job: Job): Unit = {
    val out = new FileOutputStream(job.file)
    try {
      write(job, out)
      out.close()
    } catch {
      case NonFatal(failure) =>
        out.close()
        throw failure
    }
  }

  private def catchLog(job: Job): Unit = {
    val out = new FileOutputStream(job.file)
    try write(job, out)
    catch {
      case failure: IOException => assert(failure.getMessage != null)
    } finally out.close()
  }

  private def foreachInside(job: Job): Unit = {
    val out = new FileOutputStream(job.file)
    try
      Seq(job.head, Array.emptyByteArray, job.tail).foreach { piece =>
        if (piece.isEmpty) job.trouble()
        out.write(piece)
      }
    finally out.close()
  }

  private def loaned[T](job: Job)(body: OutputStream => T): T = {
    val out = new FileOutputStream(job.file)
    try body(out)
    finally out.close()
  }

  private def loan(job: Job): Unit = loaned(job)(write(job, _))

  private def caughtInLoop(job: Job): Unit =
    loaned(job) { out =>
      for (piece <- Seq(job.head, job.tail)) {
        try job.trouble()
        catch { case skipped: IOException => assert(skipped.getMessage != null) }
        out.write(piece)
      }
    }
}
