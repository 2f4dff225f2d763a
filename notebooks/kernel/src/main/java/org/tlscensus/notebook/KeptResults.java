package org.tlscensus.notebook;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import jdk.jshell.execution.DirectExecutionControl;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

/** Runs snippets in this Java, and keeps what they return: JShell itself hands out text only. */
final class KeptResults implements ExecutionControlProvider {
    private volatile Object result;
    private volatile Throwable thrown;

    @Override
    public String name() {
        return "kept-results";
    }

    @Override
    public ExecutionControl generate(ExecutionEnv environment, Map<String, String> parameters) {
        return new DirectExecutionControl() {
            @Override
            protected String invoke(Method snippet) throws Exception {
                return KeptResults.this.invoke(snippet);
            }
        };
    }

    private String invoke(Method snippet) throws Exception {
        result = null;
        thrown = null;
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // Spark looks for the classes of what a cell hands to it there.
        thread.setContextClassLoader(snippet.getDeclaringClass().getClassLoader());
        try {
            result = snippet.invoke(null);
            return "";
        } catch (InvocationTargetException e) {
            thrown = e.getCause();
            throw new ExecutionControl.UserException(
                    String.valueOf(thrown.getMessage()),
                    thrown.getClass().getName(),
                    thrown.getStackTrace());
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** What the snippet returned that ran last. */
    Object result() {
        return result;
    }

    /** What the snippet threw that ran last, or null. */
    Throwable thrown() {
        return thrown;
    }
}
