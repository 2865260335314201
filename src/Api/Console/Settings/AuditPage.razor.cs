using GroundTransport.Api.Console.Layout;
using GroundTransport.Application;
using GroundTransport.Application.Audit;
using GroundTransport.Application.Paging;

namespace GroundTransport.Api.Console.Settings;

/// <summary>Who administered what, newest first.</summary>
public sealed partial class AuditPage : ConsolePage<AuditModel>
{
    private string Older(string cursor) =>
        $"{SettingsEndpoints.PathOf(AuditEndpoints.Section)}?cursor={cursor}"
        + (Model.Filter.Subject is { } subject ? $"&subject={EnumWords.Of(subject)}" : "")
        + (Model.Filter.Action is { } action ? $"&action={EnumWords.Of(action)}" : "");
}

/// <summary>What the page shows.</summary>
public sealed record AuditModel(Page<AuditEntry> Page, AuditFilter Filter);
