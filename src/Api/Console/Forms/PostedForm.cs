using System.Globalization;
using GroundTransport.Application;

namespace GroundTransport.Api.Console.Forms;

/// <summary>
/// The fields of a posted form. A text is trimmed and has no card number, and its line ends are what a single line of a message can hold.
/// </summary>
public sealed class PostedForm(IFormCollection fields)
{
    public static async Task<PostedForm> Read(HttpContext context) =>
        new(await context.Request.ReadFormAsync(context.RequestAborted));

    /// <summary>The text of a field; null if it is absent or blank.</summary>
    public string? Text(string name) =>
        CardNumbers.Mask(fields[name].ToString().Trim().ReplaceLineEndings(" ")) is { Length: > 0 } text ? text : null;

    /// <summary>A secret, a token or an address: trimmed, and else as it was sent (<see cref="VerbatimAttribute"/>).</summary>
    public string? Verbatim(string name) => fields[name].ToString().Trim() is { Length: > 0 } text ? text : null;

    /// <summary>The text of a field as it was sent, lines included; empty if it is absent.</summary>
    public string Lines(string name) => fields[name].ToString();

    public int? Number(string name) =>
        int.TryParse(fields[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    public long? Id(string name) =>
        long.TryParse(fields[name], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    /// <summary>The version that the page showed.</summary>
    public int? Version => Number("version");

    /// <summary>The values of a field that was sent several times.</summary>
    public IReadOnlyList<string> All(string name) => [.. fields[name].OfType<string>()];

    /// <summary>Ids with the versions that were shown, each as <c>id.version</c>.</summary>
    public IEnumerable<(long Id, int Version)> Versions(string name) =>
        from value in All(name)
        let parts = value.Split('.')
        where parts.Length == 2
        let id = long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0
        let version = int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var known) ? known : 0
        where id > 0 && version > 0
        select (id, version);

    public bool Has(string name) => fields.ContainsKey(name);
}
