package io.github.asyncffmpeg.testkit.standin;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * The way to {@code sun.misc.Signal}, the only one by which a Java program can count the signals it gets. By reflection,
 * since javac warns of that class and offers no way to silence the warning, and here a warning is an error.
 */
final class Signals {

    /** Is told of each signal, on a thread of its own each time. */
    interface Listener {

        void signalled(String name, int number);
    }

    private Signals() {}

    static void listen(String name, Listener listener) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object term = signal.getConstructor(String.class).newInstance(name);
            int number = (Integer) signal.getMethod("getNumber").invoke(term);
            Object proxy = Proxy.newProxyInstance(
                    Signals.class.getClassLoader(), new Class<?>[] {handler}, new InvocationHandler() {
                        @Override
                        public Object invoke(Object self, Method method, Object[] arguments) {
                            if (method.getName().equals("handle")) {
                                listener.signalled(name, number);
                            }
                            return 0;
                        }
                    });
            signal.getMethod("handle", signal, handler).invoke(null, term, proxy);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this JVM hands no signals to programs", e);
        }
    }
}
