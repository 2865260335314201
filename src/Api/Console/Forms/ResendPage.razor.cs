using GroundTransport.Api.Console.Layout;

namespace GroundTransport.Api.Console.Forms;

/// <summary>What was typed into a form whose token has expired: nothing is lost, and it can be sent again.</summary>
public sealed partial class ResendPage : ConsolePage<ResendPageModel>
{
    /// <summary>What nobody typed, and what nobody else in the room should read.</summary>
    private static readonly HashSet<string> Hidden = ["version", "next", "back", "once", "key", "clientSecret", "requestToken"];

    private static bool IsShown(string name, string value) => value.Length > 0 && !Hidden.Contains(name);
}

/// <summary>The form, as it was sent.</summary>
public sealed record ResendPageModel(string Action, IReadOnlyList<(string Name, string Value)> Fields)
{
    public static ResendPageModel Of(HttpRequest request, IFormCollection form) => new(
        request.Path + request.QueryString,
        [.. from field in form
            where field.Key != FormToken.FieldName
            from value in field.Value
            select (field.Key, value ?? "")]);
}
