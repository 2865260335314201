using System.Text.Json;
using GroundTransport.Application.Events;

namespace GroundTransport.Application.ConcurApps;

/// <summary>Adds the event of an app whose state has changed.</summary>
internal static class ConcurAppEvents
{
    /// <param name="before">Null: the app is new.</param>
    public static void AddStateChange(this IEvents events, RegisteredApp? before, RegisteredApp after, string actor, DateTimeOffset now)
    {
        if (before?.State == after.State)
            return;
        var data = new
        {
            concurApp = new
            {
                directConnect = after.DirectConnectId,
                state = EnumWords.Of(after.State),
                stateBefore = before is null ? null : EnumWords.Of(before.State),
                whatToDo = after.WhatToDo,
            },
        };
        // A direct connect may sell several vendors: the event belongs to none of them.
        events.Add(FeedEvent.Of(EventTypes.ConcurAppStateChanged, vendorCode: null, actor, JsonSerializer.Serialize(data), now));
    }
}
