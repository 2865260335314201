using System.Globalization;

namespace GroundTransport.Benchmarks.Running;

/// <summary>
/// Runs a server as on a slower disk: each of its flushes takes this much longer. No other call of the system is held up.
/// </summary>
public static class SlowFlush
{
    private const string Program = "strace";

    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(2);

    /// <summary>As a report says it.</summary>
    public static string Where => string.Create(CultureInfo.InvariantCulture, $" where a flush takes {Delay.TotalMilliseconds:0} ms more");

    public static bool IsInstalled => Programs.IsInstalled(Program);

    /// <summary>What a report says in its place where it isn't installed.</summary>
    public static string Missing => $"{Where}: skipped, {Program} isn't installed here. On Debian: apt-get install {Program}";

    /// <summary>The command that runs it; strace detaches itself (-D), so that the server keeps its process id.</summary>
    public static IReadOnlyList<string> Command =>
    [
        Program, "-D", "-f", "-qq", "--seccomp-bpf", "-e", "trace=fsync,fdatasync",
        "-e", string.Create(CultureInfo.InvariantCulture, $"inject=fsync,fdatasync:delay_exit={Delay.TotalMicroseconds:0}"),
        "-o", "/dev/null",
    ];
}
