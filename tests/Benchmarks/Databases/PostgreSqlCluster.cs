using GroundTransport.Benchmarks.Running;
using Npgsql;

namespace GroundTransport.Benchmarks.Databases;

/// <summary>A PostgreSQL cluster of the installed release on a free port of the loopback, with its defaults; thrown away with the run.</summary>
public sealed class PostgreSqlCluster : IDatabases, IAsyncDisposable
{
    public const string Provider = "PostgreSql";
    private const string User = "postgres";

    private readonly string directory;
    private readonly int port;

    private PostgreSqlCluster(string directory, int port) => (this.directory, this.port) = (directory, port);

    public static async Task<PostgreSqlCluster> Start(CancellationToken ct)
    {
        // PostgreSQL refuses to run as root, and its own user may not look into root's directories.
        var home = Directory.CreateTempSubdirectory("groundtransport-postgresql-").FullName;
        if (Environment.IsPrivilegedProcess)
            await Programs.Run("chown", [User, home], ct);
        var cluster = new PostgreSqlCluster(Path.Combine(home, "cluster"), LoopbackPort.Free());
        try
        {
            await Run("initdb", ["-D", cluster.directory, "-U", User, "-A", "trust", "--no-instructions"], ct);
            await Run("pg_ctl", ["-D", cluster.directory, "-w", "-l", Path.Combine(home, "log"),
                "-o", $"-p {cluster.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={home}", "start"], ct);
            return cluster;
        }
        catch
        {
            Directory.Delete(home, recursive: true);
            throw;
        }
    }

    public Task<GatewayDatabase> Create(string name, CancellationToken ct) => Make(name, $"CREATE DATABASE \"{name}\"", ct);

    public Task<GatewayDatabase> Copy(GatewayDatabase from, string name, CancellationToken ct)
    {
        NpgsqlConnection.ClearAllPools();
        return Make(name, $"CREATE DATABASE \"{name}\" TEMPLATE \"{new NpgsqlConnectionStringBuilder(from.ConnectionString).Database}\"", ct);
    }

    public async ValueTask DisposeAsync()
    {
        await Run("pg_ctl", ["-D", directory, "-m", "immediate", "stop"], CancellationToken.None);
        Directory.Delete(Path.GetDirectoryName(directory)!, recursive: true);
    }

    private async Task<GatewayDatabase> Make(string name, string sql, CancellationToken ct)
    {
        await using var connection = await On("postgres").Open(ct);
        await connection.Execute(sql, ct);
        return On(name);
    }

    private GatewayDatabase On(string name) =>
        new(Provider, $"Host=127.0.0.1;Port={port};Username={User};Database={name};Maximum Pool Size=30", NpgsqlFactory.Instance);

    private static Task<string> Run(string program, string[] arguments, CancellationToken ct) => Environment.IsPrivilegedProcess
        ? Programs.Run("runuser", ["-u", User, "--", Find(program), .. arguments], ct, "/")
        : Programs.Run(Find(program), arguments, ct);

    public static bool IsInstalled => Look("initdb") is not null && Look("pg_ctl") is not null;

    private static string Find(string program) => Look(program) ?? throw new BenchmarkException($"{program} isn't installed. On Debian: apt-get install postgresql");

    private static string? Look(string program)
    {
        const string Debian = "/usr/lib/postgresql";
        var places = Directory.Exists(Debian) ? Directory.GetDirectories(Debian).OrderDescending(StringComparer.Ordinal).Select(release => Path.Combine(release, "bin")) : [];
        return places.Concat(Environment.GetEnvironmentVariable("PATH")!.Split(':')).Select(place => Path.Combine(place, program)).FirstOrDefault(File.Exists);
    }
}
