package org.tlscensus.jobs.store;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.CreateFileOptionKeys;
import org.apache.hadoop.fs.Path;

/**
 * A file that is in its place when it is whole, and not before. Where a file shows only when it is
 * closed, as in an object store, it is written in its place; elsewhere beside it, and renamed,
 * which an object store would do by copying.
 */
public final class WholeFile implements Closeable {
    private final FileSystem files;
    private final Path target;
    private final boolean mayReplace;
    private final Path draft; // null: it is written in its place
    private final FSDataOutputStream out;
    private boolean isDone;

    private WholeFile(FileSystem files, Path target, boolean mayReplace) throws IOException {
        this.files = files;
        this.target = target;
        this.mayReplace = mayReplace;
        boolean showsWhenClosed =
                files.hasPathCapability(target, CommonPathCapabilities.ABORTABLE_STREAM);
        draft =
                showsWhenClosed
                        ? null
                        : new Path(target.getParent(), "_" + target.getName() + ".incomplete");
        out = showsWhenClosed ? createInPlace() : files.create(draft, true);
    }

    private FSDataOutputStream createInPlace() throws IOException {
        FSDataOutputStreamBuilder<?, ?> builder =
                files.createFile(target).recursive().overwrite(mayReplace);
        if (!mayReplace) {
            // Where the store can, it refuses at the end what came to be there meanwhile.
            builder.opt(CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE, true);
        }
        return builder.build();
    }

    /** Begins one that must not be there. */
    public static WholeFile create(FileSystem files, Path target) throws IOException {
        return new WholeFile(files, target, false);
    }

    /** Begins one that takes the place of what is there. */
    public static WholeFile replace(FileSystem files, Path target) throws IOException {
        return new WholeFile(files, target, true);
    }

    /** What is in it; closing it does not put it in its place. */
    public OutputStream out() {
        return new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                out.write(value);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                out.write(bytes, offset, length);
            }

            @Override
            public void flush() throws IOException {
                out.flush();
            }
        };
    }

    /** Puts it in its place. */
    public void publish() throws IOException {
        out.close();
        if (draft != null) {
            if (mayReplace) {
                files.delete(target, false);
            }
            if (!files.rename(draft, target)) {
                throw new IOException("cannot rename " + draft + " to " + target);
            }
        }
        isDone = true;
    }

    /** Leaves nothing of one that was not published. */
    @Override
    public void close() throws IOException {
        if (isDone) {
            return;
        }
        isDone = true;
        if (draft == null) {
            out.abort();
        } else {
            out.close();
            files.delete(draft, false);
        }
    }
}
