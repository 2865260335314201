using System.Diagnostics;
using GroundTransport.TestKit.Servers;

namespace GroundTransport.TestKit.Databases;

/// <summary>A throw-away PostgreSQL server from the installed binaries, on a free port of the loopback interface.</summary>
public sealed class PostgreSqlCluster : IDisposable
{
    private const string User = "postgres";

    private static readonly Lazy<string?> binaries = new(FindBinaries);

    private readonly string directory = Directory.CreateTempSubdirectory("postgresql-").FullName;

    private PostgreSqlCluster(int port) => ConnectionString = $"Host=127.0.0.1;Port={port};Username={User}";

    public static bool IsInstalled => binaries.Value is not null;

    /// <summary>The administrator's, without a database.</summary>
    public string ConnectionString { get; }

    /// <param name="initdb">Options of initdb beside the user's name and trusted logins.</param>
    /// <param name="settings">Settings of the server, each as <c>name=value</c>.</param>
    /// <exception cref="InvalidOperationException">PostgreSQL isn't installed, or a command failed.</exception>
    public static PostgreSqlCluster Start(string[] initdb, params string[] settings)
    {
        var port = LoopbackPort.Free();
        var cluster = new PostgreSqlCluster(port);
        try
        {
            // PostgreSQL refuses to run as root.
            if (Environment.IsPrivilegedProcess)
                Run("chown", "nobody", cluster.directory);
            RunPostgreSql("initdb", ["-D", cluster.Data, "-U", User, "-A", "trust", .. initdb]);
            string[] options = ["listen_addresses=127.0.0.1", .. settings];
            RunPostgreSql("pg_ctl", "-D", cluster.Data, "-l", $"{cluster.directory}/log", "-w", "-t", "60",
                "-o", $"-p {port} -k {cluster.directory} {string.Join(' ', options.Select(option => $"-c {option}"))}", "start");
            return cluster;
        }
        catch
        {
            Directory.Delete(cluster.directory, recursive: true);
            throw;
        }
    }

    public void Dispose()
    {
        RunPostgreSql("pg_ctl", "-D", Data, "-m", "immediate", "stop");
        Directory.Delete(directory, recursive: true);
    }

    private string Data => $"{directory}/data";

    private static string? FindBinaries()
    {
        const string Debian = "/usr/lib/postgresql";
        var installed = Directory.Exists(Debian)
            ? Directory.GetDirectories(Debian).OrderDescending(StringComparer.Ordinal).Select(version => $"{version}/bin")
            : [];
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Concat(installed)
            .FirstOrDefault(path => File.Exists(Path.Combine(path, "initdb")) && File.Exists(Path.Combine(path, "pg_ctl")));
    }

    private static void RunPostgreSql(string command, params string[] arguments)
    {
        var path = Path.Combine(binaries.Value ?? throw new InvalidOperationException(
            $"{command} isn't installed. On Debian: apt-get install postgresql"), command);
        if (Environment.IsPrivilegedProcess)
            Run("setpriv", ["--reuid=nobody", "--clear-groups", "--", path, .. arguments]);
        else
            Run(path, arguments);
    }

    private static void Run(string command, params string[] arguments)
    {
        // The output isn't piped: the server would inherit the pipe and keep it open.
        var start = new ProcessStartInfo(
            "sh", ["-c", "exec \"$@\" >/dev/null 2>&1", "sh", command, .. arguments])
        { WorkingDirectory = "/" };
        using var process = Process.Start(start)!;
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{command} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }
}
