using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace GroundTransport.TestKit.Databases;

/// <summary>A throw-away PostgreSQL server from the installed binaries, one a test process, ended with it.</summary>
public sealed class PostgreSqlCluster
{
    /// <summary>A server to use instead, as a connection string of somebody who may create databases.</summary>
    public const string Variable = "GROUNDTRANSPORT_TEST_POSTGRESQL";

    private static readonly Lazy<PostgreSqlCluster> only = new(() => new PostgreSqlCluster());

    private readonly string binaries = "";
    private readonly string directory = "";

    private PostgreSqlCluster()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
        {
            ConnectionString = given;
            return;
        }
        if (FindBinaries() is not { } found)
        {
            WhyNot = $"SKIPPED: PostgreSQL isn't installed (Debian's package postgresql), and {Variable} names no server";
            return;
        }
        (binaries, directory) = (found, Directory.CreateTempSubdirectory("postgresql-").FullName);
        Start();
    }

    public static PostgreSqlCluster Only => only.Value;

    /// <summary>What a test is skipped with; null where there is a server.</summary>
    public string? WhyNot { get; }

    /// <summary>Of the administrator, without a database.</summary>
    public string ConnectionString { get; private set; } = "";

    private static string? FindBinaries() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Concat(Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending(StringComparer.Ordinal).Select(version => $"{version}/bin") : [])
        .FirstOrDefault(path => File.Exists(Path.Combine(path, "initdb")) && File.Exists(Path.Combine(path, "pg_ctl")));

    private void Start()
    {
        // PostgreSQL refuses to run as root.
        if (Environment.IsPrivilegedProcess)
            Run("chown", "nobody", directory);
        var port = FreePort();
        RunPostgreSql("initdb", "-D", $"{directory}/data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale", "C.UTF-8", "-N");
        // What is thrown away needn't survive a power cut.
        RunPostgreSql("pg_ctl", "-D", $"{directory}/data", "-l", $"{directory}/log", "-w", "-t", "60",
            "-o", $"-p {port} -k {directory} -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=300", "start");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Stop();
        ConnectionString = $"Host=127.0.0.1;Port={port};Username=postgres";
    }

    private void Stop()
    {
        RunPostgreSql("pg_ctl", "-D", $"{directory}/data", "-m", "immediate", "stop");
        Directory.Delete(directory, recursive: true);
    }

    private void RunPostgreSql(string command, params string[] arguments)
    {
        var path = Path.Combine(binaries, command);
        if (Environment.IsPrivilegedProcess)
            Run("setpriv", ["--reuid=nobody", "--clear-groups", "--", path, .. arguments]);
        else
            Run(path, arguments);
    }

    private static void Run(string command, params string[] arguments)
    {
        // Nothing of its output is piped: the server inherits the pipe and would hold it open.
        var start = new ProcessStartInfo("sh", ["-c", "exec \"$@\" >/dev/null 2>&1", "sh", command, .. arguments]) { WorkingDirectory = "/" };
        using var process = Process.Start(start)!;
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{command} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
