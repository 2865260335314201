using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;

namespace GroundTransport.TestKit.Servers;

/// <summary>nginx before several gateways: each request goes to the next, over connections that it keeps open.</summary>
public sealed class NginxBalancer : IDisposable
{
    /// <summary>The response header with the address of the gateway that answered.</summary>
    public const string NodeHeader = "X-Node";

    private static readonly string? binary = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Append("/usr/sbin").Select(directory => Path.Combine(directory, "nginx")).FirstOrDefault(File.Exists);

    private readonly string directory = Directory.CreateTempSubdirectory("nginx-").FullName;
    private readonly Process process;

    private NginxBalancer(IEnumerable<Uri> nodes)
    {
        var port = LoopbackPort.Free();
        Url = new Uri($"http://127.0.0.1:{port}");
        // One worker: each has its own turn.
        File.WriteAllText(Path.Combine(directory, "nginx.conf"), $$"""
            {{(Environment.IsPrivilegedProcess ? "user root;" : "")}}
            worker_processes 1;
            pid nginx.pid;
            events {}
            http {
              access_log off;
              client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
              upstream gateways { {{string.Concat(nodes.Select(node => $"server {node.Authority}; "))}} keepalive 8; }
              server {
                listen 127.0.0.1:{{port}};
                add_header {{NodeHeader}} $upstream_addr always;
                location / {
                  proxy_pass http://gateways;
                  proxy_http_version 1.1;
                  proxy_set_header Connection "";
                  proxy_set_header Host $http_host;
                }
              }
            }
            """);
        process = Process.Start(new ProcessStartInfo(
            binary!, ["-p", directory, "-e", "error.log", "-c", "nginx.conf", "-g", "daemon off;"]))!;
    }

    /// <summary>The reason to skip a test; null where nginx is installed.</summary>
    public static string? SkipReason { get; } = binary is null ? "SKIPPED: nginx isn't installed (Debian's package nginx-light)" : null;

    public Uri Url { get; }

    public static async Task<NginxBalancer> Start(IEnumerable<Uri> nodes)
    {
        var balancer = new NginxBalancer(nodes);
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!await balancer.Listens(timeout.Token))
            await tick.WaitForNextTickAsync(timeout.Token);
        return balancer;
    }

    public void Dispose()
    {
        Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]).WaitForExit();
        process.WaitForExit();
        process.Dispose();
        Directory.Delete(directory, recursive: true);
    }

    private async Task<bool> Listens(CancellationToken ct)
    {
        if (process.HasExited)
            throw new InvalidOperationException("nginx ended: " + await File.ReadAllTextAsync(Path.Combine(directory, "error.log"), ct));
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(Url.Host, Url.Port, ct);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
