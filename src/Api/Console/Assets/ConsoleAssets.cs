using System.Collections.Frozen;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace GroundTransport.Api.Console.Assets;

/// <summary>The console's style, script and icon: part of the assembly, and cached by their content.</summary>
public static class ConsoleAssets
{
    private const string Folder = "/console/assets";
    private const string ForEver = "public, max-age=31536000, immutable";

    private static readonly FrozenDictionary<string, Asset> All = new[]
    {
        Asset.Read("console.css", "text/css; charset=utf-8"),
        Asset.Read("console.js", "text/javascript; charset=utf-8"),
        Asset.Read("icon.svg", "image/svg+xml"),
    }.ToFrozenDictionary(asset => asset.Name, StringComparer.Ordinal);

    /// <summary>The address of a file, with its fingerprint.</summary>
    public static string Path(string name) => $"{Folder}/{All[name].Fingerprint}/{name}";

    public static void MapAssets(this RouteGroupBuilder console) => console.MapGet("assets/{fingerprint}/{name}", Serve);

    /// <summary>
    /// During an upgrade another release's page may ask: it gets this release's file, but doesn't keep it under its own fingerprint.
    /// </summary>
    private static IResult Serve(HttpContext context, string fingerprint, string name)
    {
        if (!All.TryGetValue(name, out var asset))
            return Results.NotFound();
        context.Response.Headers.Remove("Pragma");
        context.Response.Headers.CacheControl = fingerprint == asset.Fingerprint ? ForEver : "no-cache";
        return Results.Bytes(asset.Content, asset.Type, entityTag: new EntityTagHeaderValue($"\"{asset.Fingerprint}\""));
    }

    private sealed record Asset(string Name, string Type, byte[] Content, string Fingerprint)
    {
        public static Asset Read(string name, string type)
        {
            using var stream = typeof(ConsoleAssets).Assembly.GetManifestResourceStream($"console/{name}")!;
            var content = new byte[stream.Length];
            stream.ReadExactly(content);
            return new Asset(name, type, content, Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 6)));
        }
    }
}
