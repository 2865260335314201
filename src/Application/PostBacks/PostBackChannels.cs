using GroundTransport.Application.Outbox;

namespace GroundTransport.Application.PostBacks;

/// <summary>Where a channel stands, for the operator.</summary>
/// <param name="Name">The direct connect whose PostBacks go through it.</param>
/// <param name="PausedUntil">Before this not even a probe is sent.</param>
public sealed record PausedChannel(string Name, string Why, DateTimeOffset PausedUntil);

/// <summary>
/// The ways to Concur, one a direct connect (each has its own authorization), as this node knows them. Open, a channel
/// takes whatever senders are free. Narrow, it takes one message at a time, and none before its pause is over: a probe.
/// In memory: a restart forgets, and pays with one failed message a sender.
/// </summary>
public sealed class PostBackChannels(PostBackSettings settings, TimeProvider clock)
{
    /// <summary>So many failures in a row narrow a channel.</summary>
    public const int FailuresInARow = 5;

    /// <summary>After "too many" a channel widens only when so many went well.</summary>
    public const int SuccessesToWiden = 10;

    private static readonly TimeSpan BetweenProbes = TimeSpan.FromSeconds(30);

    private readonly Lock gate = new();
    private readonly Dictionary<string, Channel> channels = new(StringComparer.Ordinal);

    /// <summary>Those that take one message at a time; what they hold isn't claimed with the rest.</summary>
    public IReadOnlyList<string> Narrow
    {
        get
        {
            lock (gate)
                return [.. channels.Where(channel => channel.Value.IsNarrow).Select(channel => channel.Key)];
        }
    }

    public IReadOnlyList<PausedChannel> Paused
    {
        get
        {
            lock (gate)
                return [.. channels.Where(channel => channel.Value.IsNarrow).Select(channel => new PausedChannel(channel.Key, channel.Value.Why, channel.Value.PausedUntil))];
        }
    }

    /// <summary>Takes a narrow channel's one turn; false where it is paused, or its turn is taken.</summary>
    public bool TryTakeTurn(string name)
    {
        lock (gate)
        {
            if (!channels.TryGetValue(name, out var channel) || !channel.IsNarrow || channel.TurnIsTaken || clock.GetUtcNow() < channel.PausedUntil)
                return false;
            return channel.TurnIsTaken = true;
        }
    }

    public void GiveTurnBack(string name)
    {
        lock (gate)
        {
            if (channels.TryGetValue(name, out var channel))
                channel.TurnIsTaken = false;
        }
    }

    /// <summary>Learns from an answer: what is the channel's fault and not the message's narrows it, an answer that Concur thought about opens it.</summary>
    public void Learn(string name, PostBackAnswer answer, RetryDecision treatment)
    {
        lock (gate)
        {
            if (!channels.TryGetValue(name, out var channel))
                channels[name] = channel = new Channel();
            if (answer.Kind is PostBackAnswerKind.Success or PostBackAnswerKind.Error || answer.Status == 400)
                channel.Answered();
            else if (treatment.CountsAsAttempt == CountsAsAttempt.Nothing || answer.Status == 429)
                channel.Shut(answer.Text, clock.GetUtcNow() + treatment.Wait, answer.Status == 429 ? SuccessesToWiden : 1);
            else if (treatment.State == PostBackState.Pending && ++channel.Failures >= FailuresInARow)
                channel.Shut(answer.Text, clock.GetUtcNow() + BetweenProbes * (settings.RetryAfter / PostBackSettings.UsualRetryAfter), 1);
        }
    }

    private sealed class Channel
    {
        private int answersToWiden;

        public int Failures { get; set; }

        public bool IsNarrow => answersToWiden > 0;

        public bool TurnIsTaken { get; set; }

        public DateTimeOffset PausedUntil { get; private set; }

        public string Why { get; private set; } = "";

        public void Answered()
        {
            Failures = 0;
            answersToWiden = Math.Max(0, answersToWiden - 1);
        }

        public void Shut(string why, DateTimeOffset until, int answers)
        {
            (Why, PausedUntil) = (why, until);
            answersToWiden = Math.Max(answersToWiden, answers);
        }
    }
}
