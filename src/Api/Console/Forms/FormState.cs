using GroundTransport.Api.Hosting;
using GroundTransport.Domain;

namespace GroundTransport.Api.Console.Forms;

/// <summary>What was typed into a form that was refused, and what is wrong with it; empty for a form that is new.</summary>
/// <param name="Name">Which form of the page it is.</param>
public sealed record FormState(string Name, PostedForm? Typed, Refusal? Refusal)
{
    public static FormState New { get; } = new("", null, null);

    public bool Is(string name) => Name == name;

    /// <summary>What a field of this form shows.</summary>
    /// <param name="stored">What it shows if nothing was typed.</param>
    public string Value(string form, string field, string? stored = null) => Is(form) ? Typed!.Text(field) ?? "" : stored ?? "";

    public bool Has(string form, string field, string value, bool stored = false) =>
        Is(form) ? Typed!.All(field).Contains(value) : stored;

    /// <summary>What is wrong with a field, by its path in REST; empty: nothing.</summary>
    public string Error(string form, string path) => !Is(form) || Refusal is null ? "" : Refusal.Fields
        .Where(error => IsIn(FieldNames.Of(error.Field), path))
        .Select(error => error.Message.Render(FieldNames.Of)).FirstOrDefault() ?? OwnError(path);

    /// <summary>The status of the answer that shows the form again.</summary>
    public int Status => Refusal?.Kind switch
    {
        null => 200,
        RefusalKind.Stale or RefusalKind.Conflict or RefusalKind.NotInThisState => 409,
        RefusalKind.Unknown => 404,
        RefusalKind.Forbidden => 403,
        RefusalKind.Failure => 500,
        RefusalKind.Concur => 502,
        _ => 422,
    };

    /// <summary>The refusal in a sentence.</summary>
    public string Text => Refusal?.Message.Render(FieldNames.Of) ?? "";

    private static bool IsIn(string name, string path) =>
        name.StartsWith(path, StringComparison.Ordinal) && (name.Length == path.Length || name[path.Length] is '[' or '.');

    private string OwnError(string path) =>
        Refusal!.Fields.Count == 0 && FieldNames.Of(Refusal.Field) == path ? Refusal.Message.Render(FieldNames.Of) : "";
}
