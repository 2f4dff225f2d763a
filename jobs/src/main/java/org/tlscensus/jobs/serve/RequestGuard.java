package org.tlscensus.jobs.serve;

import java.util.Set;
import org.sparkproject.connect.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import org.sparkproject.connect.grpc.Metadata;
import org.sparkproject.connect.grpc.ServerCall;
import org.sparkproject.connect.grpc.ServerCallHandler;
import org.sparkproject.connect.grpc.ServerInterceptor;
import org.sparkproject.connect.grpc.Status;
import org.sparkproject.connect.protobuf.Message;

/** Lets requests through that can only read. Spark makes one by its name. */
public final class RequestGuard implements ServerInterceptor {
    private static final Set<String> METHODS =
            Set.of(
                    "ExecutePlan",
                    "AnalyzePlan",
                    "Config",
                    "Interrupt",
                    "ReattachExecute",
                    "ReleaseExecute",
                    "ReleaseSession",
                    "FetchErrorDetails");

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        String method = call.getMethodDescriptor().getBareMethodName();
        if (!METHODS.contains(method)) {
            refuse(
                    call,
                    "it takes no files, jars or classes and no copies of sessions ("
                            + method
                            + ")");
            return new ServerCall.Listener<>() {};
        }
        return new SimpleForwardingServerCallListener<>(next.startCall(call, headers)) {
            private boolean isRefused;

            @Override
            public void onMessage(Q request) {
                String objection = RequestRules.objection((Message) request);
                if (objection == null) {
                    super.onMessage(request);
                } else {
                    isRefused = true;
                    refuse(call, objection);
                }
            }

            @Override
            public void onHalfClose() {
                if (!isRefused) {
                    super.onHalfClose();
                }
            }
        };
    }

    private static void refuse(ServerCall<?, ?> call, String action) {
        call.close(
                Status.PERMISSION_DENIED.withDescription(ReadOnly.message(action)), new Metadata());
    }
}
