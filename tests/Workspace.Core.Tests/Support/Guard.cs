using System;
using System.Threading.Tasks;

namespace Workspace.Tests.Support;

/// <summary>Ends a test that would hang: generous, so that it says nothing about a slow machine.</summary>
internal static class Guard
{
    public static Task<T> InTime<T>(this Task<T> task) => task.WaitAsync(TimeSpan.FromSeconds(30));

    public static Task InTime(this Task task) => task.WaitAsync(TimeSpan.FromSeconds(30));
}
